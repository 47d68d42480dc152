-- The changes of a project's prediction, the newest first. Numbers of changes from before there was a feed do not tell their
-- order, which those of publications do.
SELECT
    c.publication_id, coalesce(c.presence, b.kind) AS kind, c.changed_at, c.from_run, c.to_run, c.from_tag, c.to_tag,
    c.from_score, c.to_score, c.from_tags, c.to_tags, c.from_value, c.to_value, c.from_items, c.to_items
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id
WHERE c.project_id = :project_id
ORDER BY c.publication_id DESC, c.change_id DESC
LIMIT :limit
