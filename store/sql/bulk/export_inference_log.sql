-- The retained on-demand predictions, the oldest first. The columns are those of a catalogue, so that a
-- person can fill in `tag` and train on them. `known_as` is the project that was asked for, if any.
SELECT
    'inference-' || inference_id AS id,
    asked_at,
    coalesce(title, '') AS title,
    coalesce(description, '') AS description,
    NULL::text AS tag,
    project_id AS known_as,
    predicted_tag,
    score,
    tags AS predicted_tags,
    scores,
    model_version,
    source,
    latency_seconds,
    value,
    items,
    item_scores
FROM predawn.inference_log
{condition}
ORDER BY inference_id
