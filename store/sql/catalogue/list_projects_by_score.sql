-- A page of projects by score, merged from the first ones of each tag, which an index has in this order.
SELECT
    j.project_id,
    j.title,
    coalesce(j.tag, array_to_string(j.tags, ', ')) AS known_tag,
    j.removed_at,
    j.changed_at,
    u.predicted_tag,
    u.score,
    u.content_hash = j.content_hash AS is_current
FROM (
    SELECT p.project_id, p.predicted_tag, p.score, p.content_hash
    FROM unnest(CAST(:tags AS text[])) AS t (tag)
    CROSS JOIN LATERAL ({arms}) AS p
    ORDER BY {arm_order}
    LIMIT :limit
) AS u
JOIN predawn.projects AS j ON j.project_id = u.project_id
ORDER BY {listed_order}
