-- Which tags churn most?
--
-- How many projects left a tag for another one, and came to it from another one, in the publications of 30 days.
SELECT
    moved.tag,
    count(*) FILTER (WHERE moved.direction = 'left') AS left_it,
    count(*) FILTER (WHERE moved.direction = 'came') AS came_to_it
FROM analytics.prediction_changes AS c
CROSS JOIN LATERAL (VALUES (c.from_tag, 'left'), (c.to_tag, 'came')) AS moved (tag, direction)
WHERE c.publication_id IN (
        SELECT publication_id FROM analytics.publications WHERE published_at > now() - interval '30 days'
    )
    AND c.from_tag IS NOT NULL
    AND c.to_tag IS NOT NULL
GROUP BY moved.tag
ORDER BY count(*) DESC, moved.tag
