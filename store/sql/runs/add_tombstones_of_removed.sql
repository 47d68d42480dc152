-- Adds tombstones for what the base has of projects that are not in the catalogue.
INSERT INTO {table} (run_id, project_id)
SELECT :run_id, c.project_id
FROM candidates AS c
WHERE c.content_hash IS NULL AND c.base_hash IS NOT NULL
