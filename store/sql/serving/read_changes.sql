-- The changes of a project's tag, the newest first. Numbers of changes from before there was a feed do not tell their
-- order, which those of publications do.
SELECT
    c.publication_id, c.kind, c.changed_at, c.from_run, c.to_run, c.from_tag, c.to_tag, c.from_score, c.to_score,
    c.from_value, c.to_value, c.from_items, c.to_items
FROM analytics.prediction_changes AS c
WHERE c.project_id = :project_id
ORDER BY c.publication_id DESC, c.change_id DESC
LIMIT :limit
