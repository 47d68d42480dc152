-- A project's predictions in the retained runs that were published, the newest first.
SELECT h.run_id, h.published_at, h.predicted_tag, h.score, h.value, h.items, h.model_version,
    h.in_service
FROM analytics.prediction_history AS h
WHERE h.project_id = :project_id
ORDER BY h.published_at DESC
