-- The lengths of a sample of ids, with the share of the ids that have each; no row if the sample is empty.
SELECT {length} AS length, CAST(count(*) / sum(count(*)) OVER () AS double precision) AS share
FROM predawn.projects AS l TABLESAMPLE SYSTEM (:percent) REPEATABLE (0)
GROUP BY 1
