-- Projects of a source with what answers say of them in the run in service, null where it says nothing: the corrected tag, whose
-- score is 1, while a correction is in force, and else what the run has.
SELECT
    j.project_id,
    j.title,
    j.tag,
    j.tags AS known_tags,
    j.removed_at,
    j.first_seen_at,
    j.changed_at,
    CASE WHEN c.tags IS NULL THEN coalesce(d.predicted_tag, b.predicted_tag) ELSE coalesce(c.tags[1], 'other') END AS predicted_tag,
    CASE WHEN c.tags IS NULL THEN coalesce(d.score, b.score) ELSE 1 END AS score,
    CASE WHEN c.tags IS NULL THEN coalesce(d.tags, b.tags) ELSE c.tags END AS predicted_tags,
    coalesce(d.value, b.value) AS value,
    coalesce(d.items, b.items) AS items,
    {is_corrected} AS is_corrected,
    coalesce(d.content_hash, b.content_hash) = j.content_hash AS is_current
FROM {source} AS j
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {run_id} AND d.project_id = j.project_id
LEFT JOIN predawn.predictions AS b
    ON d.project_id IS NULL AND b.run_id = {base_run} AND b.project_id = j.project_id
CROSS JOIN LATERAL (SELECT {corrected} AS tags) AS c
