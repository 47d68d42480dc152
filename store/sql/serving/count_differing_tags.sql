-- Counts the projects that do not have the same tag in two runs, by both tags; null where a run has none.
SELECT p.from_tag, p.to_tag, count(*) AS projects
FROM ({pairs}) AS p
WHERE p.from_tag IS DISTINCT FROM p.to_tag AND {chosen}
GROUP BY p.from_tag, p.to_tag
ORDER BY projects DESC, p.from_tag, p.to_tag
