-- The predictions of two runs on one base side by side, null where one has none: those that either has of its own.
-- All others are the same row of the base, which is looked up only for projects that one of the two reads from it.
SELECT
    coalesce(a.project_id, b.project_id) AS project_id,
    CASE WHEN a.project_id IS NULL THEN base.predicted_tag ELSE a.predicted_tag END AS from_tag,
    CASE WHEN b.project_id IS NULL THEN base.predicted_tag ELSE b.predicted_tag END AS to_tag,
    CASE WHEN a.project_id IS NULL THEN base.score ELSE a.score END AS from_score,
    CASE WHEN b.project_id IS NULL THEN base.score ELSE b.score END AS to_score,
    CASE WHEN a.project_id IS NULL THEN base.tags ELSE a.tags END AS from_tags,
    CASE WHEN b.project_id IS NULL THEN base.tags ELSE b.tags END AS to_tags,
    CASE WHEN a.project_id IS NULL THEN base.scores ELSE a.scores END AS from_scores,
    CASE WHEN b.project_id IS NULL THEN base.scores ELSE b.scores END AS to_scores,
    CASE WHEN a.project_id IS NULL THEN base.value ELSE a.value END AS from_value,
    CASE WHEN b.project_id IS NULL THEN base.value ELSE b.value END AS to_value,
    CASE WHEN a.project_id IS NULL THEN base.items ELSE a.items END AS from_items,
    CASE WHEN b.project_id IS NULL THEN base.items ELSE b.items END AS to_items,
    CASE WHEN a.project_id IS NULL THEN base.content_hash ELSE a.content_hash END IS NOT NULL AS from_has,
    CASE WHEN b.project_id IS NULL THEN base.content_hash ELSE b.content_hash END IS NOT NULL AS to_has
FROM (SELECT * FROM predawn.prediction_deltas WHERE run_id = {from_run}) AS a
FULL JOIN (SELECT * FROM predawn.prediction_deltas WHERE run_id = {to_run}) AS b ON b.project_id = a.project_id
LEFT JOIN LATERAL (
    SELECT q.predicted_tag, q.score, q.tags, q.scores, q.value, q.items, q.content_hash
    FROM predawn.predictions AS q
    WHERE q.run_id = {base_run}
        AND q.project_id = coalesce(a.project_id, b.project_id)
        AND (a.project_id IS NULL OR b.project_id IS NULL)
    LIMIT 1
) AS base ON true
