-- Counts the predictions of a whole run by known tag, highest-scored tag, whether the model was trained on the project,
-- whether they are current, and, for labels that the model was not trained on, bin of the score. The content hashes are
-- compared after the join: the planner takes them for independent of the ids, and would expect one row where there are
-- as many as projects.
SELECT
    p.tag AS known_tag,
    coalesce(t.tags[1], t.predicted_tag) AS best_tag,
    e.content_hash IS NOT NULL OR i.project_id IS NOT NULL AS seen,
    CASE
        WHEN p.tag IS NOT NULL AND e.content_hash IS NULL AND i.project_id IS NULL
            THEN least(floor(t.score * :bins), :bins - 1)::integer
    END AS score_bin,
    p.content_hash = t.content_hash AND p.removed_at IS NULL AS is_current,
    count(*) AS projects,
    sum(round(t.score::double precision * 1e9)::bigint) AS score_sum
FROM {table} AS t
JOIN predawn.labelled_projects AS p ON p.project_id = t.project_id
LEFT JOIN (
    SELECT DISTINCT content_hash FROM predawn.model_examples
    WHERE model_version = :model_version AND (:refitted OR NOT held_out)
) AS e ON e.content_hash = t.content_hash
LEFT JOIN predawn.model_examples AS i
    ON p.features IS NOT NULL AND i.project_id = t.project_id
    AND i.model_version = :model_version AND (:refitted OR NOT i.held_out)
GROUP BY known_tag, best_tag, seen, score_bin, is_current
