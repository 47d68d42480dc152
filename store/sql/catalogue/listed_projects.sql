-- Projects of a source with their predictions in the run in service, which are null where it has none.
SELECT
    j.project_id,
    j.title,
    j.tag,
    j.tags AS known_tags,
    j.removed_at,
    j.first_seen_at,
    j.changed_at,
    coalesce(d.predicted_tag, b.predicted_tag) AS predicted_tag,
    coalesce(d.score, b.score) AS score,
    coalesce(d.tags, b.tags) AS predicted_tags,
    coalesce(d.content_hash, b.content_hash) = j.content_hash AS is_current
FROM {source} AS j
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {run_id} AND d.project_id = j.project_id
LEFT JOIN predawn.predictions AS b
    ON d.project_id IS NULL AND b.run_id = {base_run} AND b.project_id = j.project_id
