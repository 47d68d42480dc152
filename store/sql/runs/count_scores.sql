-- Counts the predictions of a run by predicted tag, highest-scored tag and bin of the score, in one pass. Sums of
-- scores are in billionths: those of floating-point numbers depend on the order of the rows.
SELECT
    t.predicted_tag,
    coalesce(t.tags[1], t.predicted_tag) AS best_tag,
    least(floor(t.score * :bins), :bins - 1)::integer AS score_bin,
    count(*) AS items,
    sum(round(t.score::double precision * 1e9)::bigint) AS score_sum
FROM {rows} AS t
GROUP BY 1, 2, 3
