-- How a run differs from the one that everything it did not score was carried over from: what it scored, and how
-- much of that the other has as well. The run is named for the sake of the primary key.
SELECT count(a.project_id) AS both, count(*) FILTER (WHERE {differs}) AS changed
FROM {rows} AS t
LEFT JOIN {against} AS a ON a.run_id = {base_run} AND a.project_id = t.project_id
WHERE t.origin = 'scored'
