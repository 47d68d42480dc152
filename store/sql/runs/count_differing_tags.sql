-- What a multi-label run counts beyond another one on its base, by the columns of count_all_tags.sql: of the predictions that
-- are not the same in both, its own less those of the other.
WITH differing AS MATERIALIZED (
    SELECT
        p.from_has, p.from_tag, p.from_score, p.from_tags, p.from_scores,
        p.to_has, p.to_tag, p.to_score, p.to_tags, p.to_scores
    FROM ({pairs}) AS p
    WHERE (p.from_tag, p.from_score, p.from_tags, p.from_scores)
        IS DISTINCT FROM (p.to_tag, p.to_score, p.to_tags, p.to_scores)
)
SELECT
    coalesce(u.tag, s.predicted_tag) AS tag,
    sum(s.sign)::bigint AS items,
    sum(s.sign * round(coalesce(u.score, s.score)::double precision * 1e9)::bigint) AS score_sum
FROM (
    SELECT 1 AS sign, d.to_tag AS predicted_tag, d.to_score AS score, d.to_tags AS tags, d.to_scores AS scores
    FROM differing AS d
    WHERE d.to_has
    UNION ALL
    SELECT -1, d.from_tag, d.from_score, d.from_tags, d.from_scores FROM differing AS d WHERE d.from_has
) AS s
LEFT JOIN LATERAL unnest(s.tags, s.scores) AS u (tag, score) ON true
GROUP BY 1
