-- The part of look_up.sql that finds the row of a project in a delta run, if that run answers: the run's own, or else
-- that of its base, which belongs to the run then. A tombstone is a row of its own without a prediction.
LEFT JOIN LATERAL (
    SELECT q.*
    FROM predawn.prediction_deltas AS q
    WHERE {answers} AND q.run_id = {run_id} AND q.project_id = j.project_id
    LIMIT 1
) AS d ON true
LEFT JOIN LATERAL (
    SELECT q.*
    FROM predawn.predictions AS q
    WHERE d.project_id IS NULL
        AND {answers} AND q.run_id = {base_run} AND q.project_id = j.project_id
    LIMIT 1
) AS b ON true
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN d.content_hash IS NOT NULL OR b.project_id IS NOT NULL THEN CAST({run_id} AS bigint) END AS run_id,
        coalesce(d.predicted_tag, b.predicted_tag) AS predicted_tag,
        coalesce(d.score, b.score) AS score,
        coalesce(d.tags, b.tags) AS tags,
        coalesce(d.scores, b.scores) AS scores,
        coalesce(d.model_version, b.model_version) AS model_version,
        coalesce(d.scored_at, b.scored_at) AS scored_at,
        coalesce(d.content_hash, b.content_hash) AS content_hash,
        {output}
        CASE WHEN d.content_hash IS NOT NULL THEN d.origin WHEN b.project_id IS NOT NULL THEN 'reused' END AS origin
) AS p
