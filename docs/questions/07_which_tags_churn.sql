-- Which tags churn most?
--
-- How many projects left a tag for another one, and came to it from another one, in the last 30 days.
SELECT
    moved.tag,
    count(*) FILTER (WHERE moved.direction = 'left') AS left_it,
    count(*) FILTER (WHERE moved.direction = 'came') AS came_to_it
FROM analytics.prediction_changes AS c
CROSS JOIN LATERAL (VALUES (c.from_tag, 'left'), (c.to_tag, 'came')) AS moved (tag, direction)
WHERE c.changed_at > now() - interval '30 days'
    AND c.from_tag IS NOT NULL
    AND c.to_tag IS NOT NULL
GROUP BY moved.tag
ORDER BY count(*) DESC, moved.tag
