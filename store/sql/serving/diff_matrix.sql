-- Counts the projects whose tag differs between two runs, by the tags before and after.
SELECT a.predicted_tag AS from_tag, b.predicted_tag AS to_tag, count(*) AS projects
FROM {from_rows} AS a
JOIN {to_rows} AS b ON b.project_id = a.project_id
WHERE a.predicted_tag <> b.predicted_tag
GROUP BY a.predicted_tag, b.predicted_tag
ORDER BY projects DESC, from_tag, to_tag
