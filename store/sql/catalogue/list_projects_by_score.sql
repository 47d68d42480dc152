-- A page of projects by score or number, merged from the first ones of each tag, which an index has in this order, and from
-- the few that are corrected, whose score is 1. Deleted projects, which are not listed either, count as removed now, so that
-- the page is as long as the index has it.
SELECT
    j.project_id,
    coalesce(j.title, '') AS title,
    coalesce(j.tag, array_to_string(j.tags, ', ')) AS known_tag,
    CASE WHEN j.project_id IS NULL THEN now() ELSE j.removed_at END AS removed_at,
    coalesce(j.changed_at, now()) AS changed_at,
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
LEFT JOIN predawn.projects AS j ON j.project_id = u.project_id
ORDER BY {listed_order}
LIMIT :limit
