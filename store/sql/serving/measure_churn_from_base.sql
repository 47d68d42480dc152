-- Counts the differences between a run and the only run that it reused predictions from: its scored rows, and
-- those of their projects that the other run has too. Naming the run lets the primary key serve.
SELECT count(a.project_id) AS both, count(*) FILTER (WHERE {differs}) AS changed
FROM {rows} AS t
LEFT JOIN {against} AS a ON a.run_id = :base_run AND a.project_id = t.project_id
WHERE t.origin = 'scored'
