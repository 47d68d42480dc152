-- Counts the projects whose tag differs between two runs, by the tags before and after.
SELECT p.from_tag, p.to_tag, count(*) AS projects
FROM ({pairs}) AS p
WHERE p.from_tag <> p.to_tag
GROUP BY p.from_tag, p.to_tag
ORDER BY projects DESC, p.from_tag, p.to_tag
