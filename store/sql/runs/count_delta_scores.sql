-- What a delta run counts beyond its base, by the columns of count_scores.sql: its own predictions, less those of
-- the base that they or tombstones stand for.
SELECT
    t.predicted_tag,
    coalesce(t.tags[1], t.predicted_tag) AS best_tag,
    least(floor(t.score * :bins), :bins - 1)::integer AS score_bin,
    count(*) AS items,
    sum(round(t.score::double precision * 1e9)::bigint) AS score_sum
FROM predawn.prediction_deltas AS t
WHERE t.run_id = {run_id} AND t.content_hash IS NOT NULL
GROUP BY 1, 2, 3
UNION ALL
SELECT
    b.predicted_tag,
    coalesce(b.tags[1], b.predicted_tag),
    least(floor(b.score * :bins), :bins - 1)::integer,
    -count(*),
    -sum(round(b.score::double precision * 1e9)::bigint)
FROM predawn.prediction_deltas AS t
JOIN predawn.predictions AS b ON b.run_id = {base_run} AND b.project_id = t.project_id
WHERE t.run_id = {run_id}
GROUP BY 1, 2, 3
