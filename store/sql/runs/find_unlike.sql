-- The projects whose current text an earlier run has no prediction for. The content hashes are compared after the
-- join: the planner takes them for independent of the ids, and would expect one row to match.
CREATE TEMPORARY TABLE missing ON COMMIT DROP AS
SELECT p.project_id, p.content_hash
FROM predawn.projects AS p
LEFT JOIN {source} AS s ON s.project_id = p.project_id
WHERE p.removed_at IS NULL AND s.content_hash IS DISTINCT FROM p.content_hash
