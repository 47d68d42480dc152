-- The numbers of answers that a publication added, removed and changed, together with those of projects that left the
-- catalogue or came back since the publication before, and the number before the first of them.
SELECT
    count(*) FILTER (WHERE num_nonnulls(c.from_tag, c.from_value, c.from_items) = 0) AS added,
    count(*) FILTER (WHERE num_nonnulls(c.to_tag, c.to_value, c.to_items) = 0) AS removed,
    count(*) FILTER (
        WHERE num_nonnulls(c.from_tag, c.from_value, c.from_items) > 0 AND num_nonnulls(c.to_tag, c.to_value, c.to_items) > 0
    ) AS changed,
    coalesce(min(c.change_id) - 1, predawn.last_change()) AS before
FROM predawn.prediction_changes AS c
WHERE (c.publication_id = :publication_id AND c.presence IS NULL)
    OR (
        c.publication_id = (
            SELECT max(b.publication_id) FROM predawn.publications AS b WHERE b.publication_id < :publication_id
        )
        AND c.presence IS NOT NULL
    )
