-- The numbers of projects whose answers a publication added, removed and changed, together with what changed since the
-- publication before, and the number before the first of these changes. Of each project the answer before the first change is
-- compared with that after the last one: who left and came back as before counts for nothing.
SELECT
    count(*) FILTER (WHERE NOT a.was_there AND a.is_there) AS added,
    count(*) FILTER (WHERE a.was_there AND NOT a.is_there) AS removed,
    count(*) FILTER (WHERE a.was_there AND a.is_there AND a.differs) AS changed,
    coalesce(min(a.first_change) - 1, predawn.last_change()) AS before
FROM (
    SELECT
        m.first_change,
        num_nonnulls(m.from_tag, m.from_value, m.from_items) > 0 AS was_there,
        num_nonnulls(m.to_tag, m.to_value, m.to_items) > 0 AS is_there,
        (m.from_value, m.from_items) IS DISTINCT FROM (m.to_value, m.to_items)
        -- The order of a list is that of the scores.
        OR CASE
            WHEN num_nonnulls(m.from_tags, m.to_tags) = 2 THEN NOT (m.from_tags @> m.to_tags AND m.from_tags <@ m.to_tags)
            ELSE m.from_tag IS DISTINCT FROM m.to_tag
        END AS differs
    FROM (
        SELECT DISTINCT ON (c.project_id)
            first_value(c.change_id) OVER changes AS first_change,
            first_value(c.from_tag) OVER changes AS from_tag,
            first_value(c.from_tags) OVER changes AS from_tags,
            first_value(c.from_value) OVER changes AS from_value,
            first_value(c.from_items) OVER changes AS from_items,
            c.to_tag,
            c.to_tags,
            c.to_value,
            c.to_items
        FROM predawn.prediction_changes AS c
        WHERE (c.publication_id = :publication_id AND c.presence IS NULL)
            OR (
                c.publication_id = (
                    SELECT max(b.publication_id) FROM predawn.publications AS b WHERE b.publication_id < :publication_id
                )
                AND c.presence IS NOT NULL
            )
        WINDOW changes AS (PARTITION BY c.project_id ORDER BY c.change_id)
        ORDER BY c.project_id, c.change_id DESC
    ) AS m
) AS a
