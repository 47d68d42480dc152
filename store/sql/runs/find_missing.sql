-- The projects that a run's table lacks. Naming the run lets the primary key serve.
CREATE TEMPORARY TABLE missing ON COMMIT DROP AS
SELECT p.project_id, p.content_hash
FROM predawn.projects AS p
WHERE p.removed_at IS NULL
    AND NOT EXISTS (SELECT FROM {table} AS t WHERE t.run_id = :run_id AND t.project_id = p.project_id)
