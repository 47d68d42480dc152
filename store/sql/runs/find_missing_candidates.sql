-- The projects that neither the base nor the table of a delta run has a fitting prediction for.
CREATE TEMPORARY TABLE missing ON COMMIT DROP AS
SELECT c.project_id, c.content_hash
FROM candidates AS c
WHERE c.content_hash IS NOT NULL
    AND c.content_hash IS DISTINCT FROM c.base_hash
    AND NOT EXISTS (SELECT FROM {table} AS t WHERE t.run_id = :run_id AND t.project_id = c.project_id)
