-- Marks the projects that a staged source no longer has as removed; their history stays.
UPDATE predawn.projects AS p
SET removed_at = now(), changed_in = :sync_id
FROM differences AS d
WHERE d.kind = 'removed' AND p.project_id = d.project_id
