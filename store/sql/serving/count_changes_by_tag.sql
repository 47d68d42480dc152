-- Counts the changes of a publication by the tags before and after, together with the projects that left the catalogue or came
-- back since the publication before; null where a project was added or removed, or where a model says no tags.
SELECT
    c.from_tag,
    c.to_tag,
    CASE
        WHEN num_nonnulls(c.from_tag, c.from_value, c.from_items) = 0 THEN 'added'
        WHEN num_nonnulls(c.to_tag, c.to_value, c.to_items) = 0 THEN 'removed'
        ELSE 'changed'
    END AS change,
    count(*) AS projects
FROM (
    SELECT p.from_tag, p.to_tag, p.from_value, p.to_value, p.from_items, p.to_items
    FROM predawn.prediction_changes AS p
    WHERE p.publication_id = :publication_id AND p.presence IS NULL
    UNION ALL
    {departures}
) AS c
WHERE num_nonnulls(c.from_tag, c.to_tag, c.from_value, c.to_value, c.from_items, c.to_items) > 0
GROUP BY c.from_tag, c.to_tag, change
ORDER BY projects DESC, c.from_tag, c.to_tag
