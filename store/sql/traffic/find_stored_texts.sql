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
    f.value,
    f.items,
    f.item_scores,
    f.in_domain,
    f.scored_at
FROM predawn.serving AS s
JOIN predawn.runs AS r ON r.run_id = s.run_id
CROSS JOIN unnest($1::bytea[]) AS w(content_hash)
CROSS JOIN LATERAL (
    (
        SELECT
            j.project_id, p.predicted_tag, p.score, p.tags, p.scores, p.value, p.items, p.item_scores,
            CAST(NULL AS real) AS in_domain, p.scored_at
        FROM predawn.projects AS j
        LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = s.run_id AND d.project_id = j.project_id
        LEFT JOIN predawn.predictions AS b
            ON d.project_id IS NULL AND b.run_id = coalesce(r.whole_run, r.run_id) AND b.project_id = j.project_id
        CROSS JOIN LATERAL (
            SELECT
                coalesce(d.predicted_tag, b.predicted_tag) AS predicted_tag,
                coalesce(d.score, b.score) AS score,
                coalesce(d.tags, b.tags) AS tags,
                coalesce(d.scores, b.scores) AS scores,
                coalesce(d.value, b.value) AS value,
                coalesce(d.items, b.items) AS items,
                coalesce(d.item_scores, b.item_scores) AS item_scores,
                coalesce(d.scored_at, b.scored_at) AS scored_at,
                coalesce(d.content_hash, b.content_hash) AS content_hash,
                coalesce(d.model_version, b.model_version) AS model_version
        ) AS p
        WHERE j.content_hash = w.content_hash
            AND j.removed_at IS NULL
            AND p.content_hash = w.content_hash
            AND p.model_version = $2
        LIMIT 1
    )
    UNION ALL
    (
        SELECT
            NULL, q.predicted_tag, q.score, q.tags, q.scores, q.value, q.items, q.item_scores,
            q.in_domain, q.scored_at
        FROM predawn.popular_predictions AS q
        WHERE q.run_id = s.run_id AND q.content_hash = w.content_hash AND q.model_version = $2
    )
    LIMIT 1
) AS f
