-- Counts the predictions of a multi-label run by each of their tags, and by `other` where they have none. Sums of scores are
-- in billionths: those of floating-point numbers depend on the order of the rows.
SELECT
    coalesce(u.tag, t.predicted_tag) AS tag,
    count(*) AS items,
    sum(round(coalesce(u.score, t.score)::double precision * 1e9)::bigint) AS score_sum
FROM {rows} AS t
LEFT JOIN LATERAL unnest(t.tags, t.scores) AS u (tag, score) ON true
GROUP BY 1
