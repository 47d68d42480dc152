-- The texts of a sample of a run's projects, the same at each execution. Blocks are drawn, not rows, so that
-- a sample of a large run reads a small part of it.
SELECT p.title, p.description
FROM {table} AS t TABLESAMPLE SYSTEM (:percent) REPEATABLE (0)
JOIN predawn.projects AS p ON p.project_id = t.project_id
