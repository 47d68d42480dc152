-- A page of projects by score or number, merged from the first ones of each tag, which an index has in this order, and from
-- the few that are corrected, whose score is 1.
SELECT
    j.project_id,
    j.title,
    coalesce(j.tag, array_to_string(j.tags, ', ')) AS known_tag,
    j.removed_at,
    j.changed_at,
    u.predicted_tag,
    u.score,
    u.value,
    NULL::text[] AS items,
    u.is_corrected,
    u.content_hash = j.content_hash AS is_current
FROM (
    (
        SELECT p.project_id, p.predicted_tag, p.score, p.value, p.content_hash, false AS is_corrected
        FROM unnest(CAST(:tags AS text[])) AS t (tag)
        CROSS JOIN LATERAL ({arms}) AS p
        ORDER BY {arm_order}
        LIMIT :limit
    )
    UNION ALL
    ({corrected_arm} ORDER BY {arm_order} LIMIT :limit)
) AS u
JOIN predawn.projects AS j ON j.project_id = u.project_id
ORDER BY {listed_order}
LIMIT :limit
