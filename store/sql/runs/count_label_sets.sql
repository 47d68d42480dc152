-- Compares a run's predicted tags with lists of known tags, for projects that the model was not trained on.
-- One row counts projects: all, those whose tags are exactly the known ones, and their known tags. Every
-- other row counts the predicted tags in a bin of the score: all, the right ones, and the sum of their
-- scores.
WITH labelled AS (
    SELECT p.tags AS known, t.tags AS predicted, t.scores
    FROM {rows} AS t
    JOIN predawn.projects AS p ON p.project_id = t.project_id
    WHERE p.removed_at IS NULL
        AND p.tags IS NOT NULL
        AND p.content_hash = t.content_hash
        AND NOT EXISTS (
            SELECT FROM predawn.model_examples AS e
            WHERE e.model_version = :model_version
                AND e.content_hash = p.content_hash
                AND (:refitted OR NOT e.held_out)
        )
)
SELECT
    NULL::integer AS score_bin,
    count(*) AS items,
    count(*) FILTER (WHERE known @> predicted AND predicted @> known) AS correct,
    coalesce(sum(cardinality(known)), 0) AS known_tags,
    0::double precision AS score_sum
FROM labelled
UNION ALL
SELECT
    least(floor(u.score * :bins), :bins - 1)::integer,
    count(*),
    count(*) FILTER (WHERE u.tag = ANY (l.known)),
    0,
    sum(u.score::double precision)
FROM labelled AS l
CROSS JOIN unnest(l.predicted, l.scores) AS u (tag, score)
GROUP BY 1
ORDER BY 1 NULLS FIRST
