-- Counts the differences between a run and an earlier one, by the predicted tag or by all tags, and the predictions
-- of the earlier one that were looked at: all others are in both, and the same.
SELECT
    count(p.from_tag) AS seen,
    count(*) FILTER (WHERE p.from_tag IS NOT NULL AND p.to_tag IS NOT NULL) AS both,
    count(*) FILTER (WHERE {differs}) AS changed,
    count(*) FILTER (WHERE p.from_tag IS NOT NULL AND p.to_tag IS NULL) AS removed,
    count(*) FILTER (WHERE p.from_tag IS NULL AND p.to_tag IS NOT NULL) AS added
FROM ({pairs}) AS p
