-- The chosen projects that a partial run has not scored yet.
CREATE TEMPORARY TABLE missing ON COMMIT DROP AS
SELECT s.project_id, s.content_hash
FROM ({selected}) AS s
WHERE NOT EXISTS (SELECT FROM {table} AS t WHERE t.run_id = :run_id AND t.project_id = s.project_id)
