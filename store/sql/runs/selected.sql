-- The chosen projects of a partial run that are in the catalogue.
SELECT s.project_id, p.content_hash
FROM predawn.run_selections AS s
JOIN predawn.projects AS p ON p.project_id = s.project_id
WHERE s.run_id = :run_id AND p.removed_at IS NULL
