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
FROM predawn.prediction_changes AS c
WHERE (
        (c.publication_id = :publication_id AND c.presence IS NULL)
        OR (
            c.publication_id = (
                SELECT max(b.publication_id) FROM predawn.publications AS b WHERE b.publication_id < :publication_id
            )
            AND c.presence IN ('removal', 'return')
        )
    )
    AND num_nonnulls(c.from_tag, c.to_tag, c.from_value, c.to_value, c.from_items, c.to_items) > 0
GROUP BY c.from_tag, c.to_tag, change
ORDER BY projects DESC, c.from_tag, c.to_tag
