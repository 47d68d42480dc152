-- Quantiles of the numbers of a run, each of them one of its numbers: what lies between two may be too large to compute.
SELECT percentile_disc(CAST(:shares AS double precision[])) WITHIN GROUP (ORDER BY t.value)
FROM {rows} AS t
