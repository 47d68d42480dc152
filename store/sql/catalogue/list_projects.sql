-- A page of projects that pass filters, from a position on.
SELECT
    l.project_id,
    l.title,
    coalesce(l.tag, array_to_string(l.known_tags, ', ')) AS known_tag,
    l.removed_at,
    l.changed_at,
    l.predicted_tag,
    l.score,
    l.value,
    l.items,
    l.is_corrected,
    l.is_current
FROM (SELECT * FROM ({listed}) AS l WHERE {conditions} {fence}) AS l
ORDER BY {listed_order}
LIMIT :limit
