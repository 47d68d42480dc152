-- The on-demand predictions that are kept, the oldest first. The columns are those of a catalogue: once a person
-- has filled in `tag`, they can be trained on. `known_as` is the project that was asked for, if it was one.
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
    latency_seconds
FROM predawn.inference_log
{condition}
ORDER BY inference_id
