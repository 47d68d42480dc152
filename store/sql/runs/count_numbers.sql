-- Counts the numbers of a run below the first of some edges (0), from each to the next, and from the last on.
SELECT width_bucket(t.value, CAST(:edges AS double precision[])) AS place, count(*) AS items
FROM {rows} AS t
GROUP BY 1
