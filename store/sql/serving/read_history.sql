-- A project's predictions in the retained runs that were published, the newest first; all tags of multi-label models.
SELECT
    h.run_id, h.published_at, h.predicted_tag, h.score, CASE WHEN m.args @> '{"multi_label": true}' THEN h.tags END AS tags,
    h.value, h.items, h.model_version, h.in_service
FROM analytics.prediction_history AS h
LEFT JOIN predawn.models AS m ON m.model_version = h.model_version
WHERE h.project_id = :project_id
ORDER BY h.published_at DESC
