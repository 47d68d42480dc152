-- The texts of a sample of a run's projects, the same at each execution. Blocks are drawn, not rows, so that
-- a sample of a large run reads a small part of it. Of a delta run, the base and its own table are sampled alike.
SELECT p.title, p.description
FROM {base} AS t TABLESAMPLE SYSTEM (:percent) REPEATABLE (0)
JOIN predawn.projects AS p ON p.project_id = t.project_id
WHERE NOT EXISTS (
    SELECT FROM predawn.prediction_deltas AS d WHERE d.run_id = {run_id} AND d.project_id = t.project_id
)
UNION ALL
SELECT p.title, p.description
FROM {table} AS t TABLESAMPLE SYSTEM (:percent) REPEATABLE (0)
JOIN predawn.projects AS p ON p.project_id = t.project_id
WHERE {is_delta} AND t.content_hash IS NOT NULL
