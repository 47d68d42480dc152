-- The texts of a sample of the active projects, the same at each execution. Blocks are drawn, not rows, so that a sample of
-- a large catalogue reads a small part of it.
SELECT p.title, p.description
FROM predawn.projects AS p TABLESAMPLE SYSTEM (:percent) REPEATABLE (0)
WHERE p.removed_at IS NULL
