-- The on-demand predictions that are kept, the oldest first.
SELECT
    inference_id,
    asked_at,
    project_id,
    title,
    description,
    predicted_tag,
    score,
    tags,
    scores,
    model_version,
    source,
    latency_seconds
FROM predawn.inference_log
{condition}
ORDER BY inference_id
