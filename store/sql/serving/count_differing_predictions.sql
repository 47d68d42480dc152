-- Counts the projects whose prediction differs between two runs, by how it changed and by both tags; null where a run has none.
SELECT
    p.from_tag,
    p.to_tag,
    CASE WHEN NOT p.from_has THEN 'added' WHEN NOT p.to_has THEN 'removed' ELSE 'changed' END AS change,
    count(*) AS projects
FROM ({pairs}) AS p
WHERE {chosen}
GROUP BY p.from_tag, p.to_tag, p.from_has, p.to_has
ORDER BY projects DESC, p.from_tag, p.to_tag
