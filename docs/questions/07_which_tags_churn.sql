-- Which tags churn most?
--
-- How many projects lost a tag, and gained it, by the publications and rollbacks of the last 30 days. A project of a
-- multi-label model that has no tag counts as `other`.
SELECT
    moved.tag,
    count(*) FILTER (WHERE moved.direction = 'left') AS left_it,
    count(*) FILTER (WHERE moved.direction = 'came') AS came_to_it
FROM (
    SELECT
        coalesce(nullif(from_tags, '{}'), ARRAY[from_tag]) AS before,
        coalesce(nullif(to_tags, '{}'), ARRAY[to_tag]) AS after
    FROM analytics.prediction_changes
    WHERE changed_at > now() - interval '30 days'
        AND kind IN ('publish', 'rollback')
        AND from_tag IS NOT NULL
        AND to_tag IS NOT NULL
) AS c
CROSS JOIN LATERAL (
    SELECT tag, 'left' FROM unnest(c.before) AS tag WHERE tag <> ALL (c.after)
    UNION ALL
    SELECT tag, 'came' FROM unnest(c.after) AS tag WHERE tag <> ALL (c.before)
) AS moved (tag, direction)
GROUP BY moved.tag
ORDER BY count(*) DESC, moved.tag
