-- The stored predictions for texts: the row of a project with exactly that text in the run in service, or
-- else that run's prediction for it as a popular text. Runs once per request to /predict.
SELECT
    w.content_hash,
    s.run_id,
    r.checked_at,
    f.project_id,
    f.predicted_tag,
    f.score,
    f.tags,
    f.scores,
    f.scored_at
FROM predawn.serving AS s
JOIN predawn.runs AS r ON r.run_id = s.run_id
CROSS JOIN unnest($1::bytea[]) AS w(content_hash)
CROSS JOIN LATERAL (
    (
        SELECT p.project_id, p.predicted_tag, p.score, p.tags, p.scores, p.scored_at
        FROM predawn.projects AS j
        JOIN predawn.predictions AS p ON p.run_id = s.run_id AND p.project_id = j.project_id
        WHERE j.content_hash = w.content_hash
            AND j.removed_at IS NULL
            AND p.content_hash = w.content_hash
            AND p.model_version = $2
        LIMIT 1
    )
    UNION ALL
    (
        SELECT NULL, q.predicted_tag, q.score, q.tags, q.scores, q.scored_at
        FROM predawn.popular_predictions AS q
        WHERE q.run_id = s.run_id AND q.content_hash = w.content_hash AND q.model_version = $2
    )
    LIMIT 1
) AS f
