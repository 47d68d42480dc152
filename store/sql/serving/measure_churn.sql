-- Counts the differences between a run and an earlier one, by the predicted tag or by all tags.
SELECT
    count(*) FILTER (WHERE t.project_id IS NOT NULL AND a.project_id IS NOT NULL) AS both,
    count(*) FILTER (WHERE {differs}) AS changed,
    count(*) FILTER (WHERE t.project_id IS NULL) AS removed,
    count(*) FILTER (WHERE a.project_id IS NULL) AS added
FROM {rows} AS t
FULL JOIN {against} AS a ON a.project_id = t.project_id
