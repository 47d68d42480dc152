-- Counts the labelled projects that none of the models was trained on, by which of two runs predicts the known tag.
SELECT
    count(*) AS projects,
    count(*) FILTER (WHERE a.predicted_tag = p.tag AND b.predicted_tag = p.tag) AS both_right,
    count(*) FILTER (WHERE a.predicted_tag = p.tag AND b.predicted_tag <> p.tag) AS from_right,
    count(*) FILTER (WHERE a.predicted_tag <> p.tag AND b.predicted_tag = p.tag) AS to_right
FROM predawn.labelled_projects AS p
JOIN ({from_rows}) AS a ON a.project_id = p.project_id AND a.content_hash = p.content_hash
JOIN ({to_rows}) AS b ON b.project_id = p.project_id AND b.content_hash = p.content_hash
WHERE p.tag IS NOT NULL
    AND p.removed_at IS NULL
    AND NOT EXISTS (
        SELECT
        FROM predawn.model_examples AS e
        WHERE e.model_version = ANY (:models) AND e.content_hash = p.content_hash
    )
    AND NOT EXISTS (
        SELECT
        FROM predawn.model_examples AS e
        WHERE e.model_version = ANY (:models) AND e.project_id = p.project_id
            AND p.features IS NOT NULL
    )
