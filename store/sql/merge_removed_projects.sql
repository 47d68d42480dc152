-- Mark the projects that a staged source no longer has; their history stays.
UPDATE predawn.projects AS p
SET removed_at = now()
WHERE p.removed_at IS NULL
    AND NOT EXISTS (SELECT FROM staged_projects AS s WHERE s.project_id = p.project_id)
