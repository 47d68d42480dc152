-- Counts the predictions of a run by predicted tag, highest-scored tag and bin of the score, in one pass.
SELECT
    t.predicted_tag,
    coalesce(t.tags[1], t.predicted_tag) AS best_tag,
    least(floor(t.score * :bins), :bins - 1)::integer AS score_bin,
    count(*) AS items,
    sum(t.score::double precision) AS score_sum
FROM {rows} AS t
GROUP BY 1, 2, 3
