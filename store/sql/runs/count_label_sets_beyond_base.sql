-- Compares the predicted tags of a delta run with lists of known tags, by the columns of count_label_sets.sql: what its base
-- counts, and what differs.
WITH differing AS MATERIALIZED (
    SELECT t.sign, t.known_tags, t.tags, t.scores FROM ({judged}) AS t WHERE t.known_tags IS NOT NULL
)
SELECT
    c.score_bin,
    sum(c.items)::bigint AS items,
    sum(c.correct)::bigint AS correct,
    sum(c.known_tags)::bigint AS known_tags,
    sum(c.score_sum)::bigint AS score_sum
FROM (
    SELECT n.score_bin, n.items, n.correct, n.known_tags, n.score_sum
    FROM predawn.run_label_set_counts AS n
    WHERE n.run_id = {base_run}
    UNION ALL
    SELECT
        NULL,
        d.sign,
        CASE WHEN d.known_tags @> d.tags AND d.tags @> d.known_tags THEN d.sign ELSE 0 END,
        d.sign * cardinality(d.known_tags),
        0
    FROM differing AS d
    UNION ALL
    SELECT
        least(floor(u.score * :bins), :bins - 1)::integer,
        d.sign,
        CASE WHEN u.tag = ANY (d.known_tags) THEN d.sign ELSE 0 END,
        0,
        d.sign * round(u.score::double precision * 1e9)::bigint
    FROM differing AS d
    CROSS JOIN unnest(d.tags, d.scores) AS u (tag, score)
) AS c
GROUP BY 1
HAVING sum(c.items) <> 0
