-- The projects of the catalogue among some ids.
SELECT p.project_id
FROM predawn.projects AS p
WHERE p.project_id = ANY (CAST(:ids AS text[])) AND p.removed_at IS NULL
