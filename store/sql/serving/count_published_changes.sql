-- The numbers of answers that a publication added, removed and changed, together with those of projects that left the
-- catalogue or came back since the publication before, and the number before the first of them.
SELECT
    count(*) FILTER (WHERE c.from_tag IS NULL) AS added,
    count(*) FILTER (WHERE c.to_tag IS NULL) AS removed,
    count(*) FILTER (WHERE c.from_tag IS NOT NULL AND c.to_tag IS NOT NULL) AS changed,
    coalesce(min(c.change_id) - 1, predawn.last_change()) AS before
FROM predawn.prediction_changes AS c
WHERE (c.publication_id = :publication_id AND c.presence IS NULL)
    OR (
        c.publication_id = (
            SELECT max(b.publication_id) FROM predawn.publications AS b WHERE b.publication_id < :publication_id
        )
        AND c.presence IS NOT NULL
    )
