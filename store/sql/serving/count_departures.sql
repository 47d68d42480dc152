-- Counts the projects that left the catalogue, or came back to it, since the run in service was published, by the tag before
-- and after; no tag of models that say none.
SELECT
    c.from_tag,
    c.to_tag,
    CASE WHEN c.presence = 'return' THEN 'added' ELSE 'removed' END AS change,
    count(*) AS projects
FROM predawn.prediction_changes AS c
JOIN predawn.serving AS s ON s.publication_id = c.publication_id
WHERE c.presence IN ('removal', 'return')
    AND num_nonnulls(c.from_tag, c.to_tag, c.from_value, c.to_value, c.from_items, c.to_items) > 0
GROUP BY c.from_tag, c.to_tag, c.presence
