-- Counts the newest answers of the API in a window, by the same columns as the predictions of a run.
SELECT
    i.predicted_tag,
    coalesce(i.tags[1], i.predicted_tag) AS best_tag,
    least(floor(i.score * :bins), :bins - 1)::integer AS score_bin,
    count(*) AS items,
    sum(round(i.score::double precision * 1e9)::bigint) AS score_sum
FROM (
    SELECT l.predicted_tag, l.tags, l.score
    FROM predawn.inference_log AS l
    WHERE l.asked_at > now() - :window AND l.predicted_tag IS NOT NULL
    ORDER BY l.asked_at DESC
    LIMIT :limit
) AS i
GROUP BY 1, 2, 3
