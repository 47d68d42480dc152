-- Counts the numbers of a run whose projects are no longer in the catalogue, by the places of count_numbers.sql.
SELECT width_bucket(p.value, CAST(:edges AS double precision[])) AS place, count(*) AS items
FROM ({departed}) AS p
GROUP BY 1
