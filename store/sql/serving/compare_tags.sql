-- Counts the projects of two runs by their tags in either, unchanged ones too; null where a run has none.
SELECT a.predicted_tag AS from_tag, b.predicted_tag AS to_tag, count(*) AS projects
FROM {from_rows} AS a
FULL JOIN {to_rows} AS b ON b.project_id = a.project_id
WHERE num_nonnulls(a.predicted_tag, b.predicted_tag) > 0
GROUP BY a.predicted_tag, b.predicted_tag
ORDER BY projects DESC, from_tag, to_tag
