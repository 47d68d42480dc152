-- The predictions of two runs on one base side by side, null where one has none: those that either has of its own.
-- All others are the same row of the base. LIMIT 1 keeps the joins look-ups by key.
SELECT
    k.project_id,
    CASE WHEN a.project_id IS NULL THEN base.predicted_tag ELSE a.predicted_tag END AS from_tag,
    CASE WHEN b.project_id IS NULL THEN base.predicted_tag ELSE b.predicted_tag END AS to_tag,
    CASE WHEN a.project_id IS NULL THEN base.score ELSE a.score END AS from_score,
    CASE WHEN b.project_id IS NULL THEN base.score ELSE b.score END AS to_score,
    CASE WHEN a.project_id IS NULL THEN base.tags ELSE a.tags END AS from_tags,
    CASE WHEN b.project_id IS NULL THEN base.tags ELSE b.tags END AS to_tags
FROM (
    SELECT d.project_id FROM predawn.prediction_deltas AS d WHERE d.run_id = {from_run}
    UNION
    SELECT d.project_id FROM predawn.prediction_deltas AS d WHERE d.run_id = {to_run}
) AS k
LEFT JOIN predawn.prediction_deltas AS a ON a.run_id = {from_run} AND a.project_id = k.project_id
LEFT JOIN predawn.prediction_deltas AS b ON b.run_id = {to_run} AND b.project_id = k.project_id
LEFT JOIN LATERAL (
    SELECT q.predicted_tag, q.score, q.tags
    FROM predawn.predictions AS q
    WHERE q.run_id = {base_run} AND q.project_id = k.project_id
    LIMIT 1
) AS base ON true
