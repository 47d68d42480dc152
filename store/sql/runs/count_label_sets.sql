-- Compares the predicted tags of a whole run with lists of known tags, for projects that the model was not trained on,
-- apart for current predictions and others. A row without a bin counts projects: all, those whose tags are exactly the
-- known ones, and their known tags. Every other row counts the predicted tags in a bin of the score: all, the right ones,
-- and the sum of their scores.
WITH labelled AS (
    SELECT
        p.content_hash = t.content_hash AND p.removed_at IS NULL AS is_current,
        p.tags AS known,
        t.tags AS predicted,
        t.scores
    FROM {table} AS t
    JOIN predawn.labelled_projects AS p ON p.project_id = t.project_id
    WHERE p.tags IS NOT NULL
        AND NOT EXISTS (
            SELECT
            FROM predawn.model_examples AS e
            WHERE e.model_version = :model_version AND (:refitted OR NOT e.held_out) AND e.content_hash = t.content_hash
        )
        AND NOT EXISTS (
            SELECT
            FROM predawn.model_examples AS e
            WHERE e.model_version = :model_version AND (:refitted OR NOT e.held_out) AND e.project_id = t.project_id
                AND p.features IS NOT NULL
        )
)
SELECT
    is_current,
    NULL::integer AS score_bin,
    count(*) AS items,
    count(*) FILTER (WHERE known @> predicted AND predicted @> known) AS correct,
    coalesce(sum(cardinality(known)), 0)::bigint AS known_tags,
    0::bigint AS score_sum
FROM labelled
GROUP BY 1
UNION ALL
SELECT
    l.is_current,
    least(floor(u.score * :bins), :bins - 1)::integer,
    count(*),
    count(*) FILTER (WHERE u.tag = ANY (l.known)),
    0,
    sum(round(u.score::double precision * 1e9)::bigint)::bigint
FROM labelled AS l
CROSS JOIN unnest(l.predicted, l.scores) AS u (tag, score)
GROUP BY 1, 2
UNION ALL
-- What was counted is known by this row, where there is nothing.
SELECT false, NULL, 0, 0, 0, 0
