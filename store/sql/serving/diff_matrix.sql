-- From which tag to which the projects of two runs went, those that kept theirs left out.
SELECT a.predicted_tag AS from_tag, b.predicted_tag AS to_tag, count(*) AS projects
FROM {from_rows} AS a
JOIN {to_rows} AS b ON b.project_id = a.project_id
WHERE a.predicted_tag <> b.predicted_tag
GROUP BY a.predicted_tag, b.predicted_tag
ORDER BY projects DESC, from_tag, to_tag
