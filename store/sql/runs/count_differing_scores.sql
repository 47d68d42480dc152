-- What a run counts beyond another one on its base, by the columns of count_scores.sql: of the predictions that are not the
-- same in both, its own less those of the other.
WITH differing AS MATERIALIZED (
    SELECT
        p.from_has, p.from_tag, coalesce(p.from_tags[1], p.from_tag) AS from_best, p.from_score,
        p.to_has, p.to_tag, coalesce(p.to_tags[1], p.to_tag) AS to_best, p.to_score
    FROM ({pairs}) AS p
    WHERE (p.from_tag, p.from_score, p.from_tags) IS DISTINCT FROM (p.to_tag, p.to_score, p.to_tags)
)
SELECT
    s.predicted_tag,
    s.best_tag,
    least(floor(s.score * :bins), :bins - 1)::integer AS score_bin,
    sum(s.sign)::bigint AS items,
    sum(s.sign * round(s.score::double precision * 1e9)::bigint) AS score_sum
FROM (
    SELECT 1 AS sign, d.to_tag AS predicted_tag, d.to_best AS best_tag, d.to_score AS score
    FROM differing AS d
    WHERE d.to_has
    UNION ALL
    SELECT -1, d.from_tag, d.from_best, d.from_score FROM differing AS d WHERE d.from_has
) AS s
GROUP BY 1, 2, 3
