-- Counts the differences between a run and an earlier one, by the predicted tag or by all tags, and the predictions
-- of the earlier one that were looked at: all others are in both, and the same.
SELECT
    count(*) FILTER (WHERE p.from_has) AS seen,
    count(*) FILTER (WHERE p.from_has AND p.to_has) AS both,
    count(*) FILTER (WHERE p.from_has AND p.to_has AND ({differs})) AS changed,
    count(*) FILTER (WHERE p.from_has AND NOT p.to_has) AS removed,
    count(*) FILTER (WHERE NOT p.from_has AND p.to_has) AS added
FROM ({pairs}) AS p
