-- Counts the labelled projects that a model was not trained on by known tag, highest-scored tag in a delta run and bin
-- of the score, where the prediction was made from the project's text. The labelled projects come first: they may be
-- few. A row of the delta stands before that of the base.
SELECT
    l.known_tag,
    coalesce(t.tags[1], t.predicted_tag) AS best_tag,
    least(floor(t.score * :bins), :bins - 1)::integer AS score_bin,
    true AS is_current,
    count(*) AS projects,
    sum(round(t.score::double precision * 1e9)::bigint) AS score_sum
FROM (
    SELECT p.project_id, p.tag AS known_tag, p.content_hash
    FROM predawn.projects AS p
    WHERE p.tag IS NOT NULL
        AND p.removed_at IS NULL
        AND NOT EXISTS (
            SELECT
            FROM predawn.model_examples AS e
            WHERE e.model_version = :model_version AND (:refitted OR NOT e.held_out) AND e.content_hash = p.content_hash
        )
) AS l
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {run_id} AND d.project_id = l.project_id
LEFT JOIN predawn.predictions AS b ON b.run_id = {base_run} AND b.project_id = l.project_id
CROSS JOIN LATERAL (
    SELECT d.predicted_tag, d.score, d.tags, d.content_hash WHERE d.project_id IS NOT NULL
    UNION ALL
    SELECT b.predicted_tag, b.score, b.tags, b.content_hash WHERE d.project_id IS NULL
) AS t
WHERE t.content_hash = l.content_hash
GROUP BY 1, 2, 3
