-- Counts the labelled projects of a delta run that the model was not trained on, by known tag, highest-scored tag and
-- bin of the score: what its base counts, and what differs.
SELECT c.known_tag, c.best_tag, c.score_bin, sum(c.projects)::bigint AS projects, sum(c.score_sum)::bigint AS score_sum
FROM (
    SELECT n.known_tag, n.best_tag, n.score_bin, n.projects, n.score_sum
    FROM predawn.run_label_counts AS n
    WHERE n.run_id = {base_run}
    UNION ALL
    SELECT
        t.known_tag,
        t.best_tag,
        least(floor(t.score * :bins), :bins - 1)::integer,
        t.sign,
        t.sign * round(t.score::double precision * 1e9)::bigint
    FROM ({judged}) AS t
    WHERE t.known_tag IS NOT NULL
) AS c
GROUP BY 1, 2, 3
HAVING sum(c.projects) <> 0
