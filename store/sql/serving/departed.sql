-- The predictions of a run whose projects are no longer in the catalogue. They have left it since the last sync that the run has
-- seen; those that were deleted by hand are known by their change alone.
SELECT
    coalesce(d.predicted_tag, b.predicted_tag) AS predicted_tag,
    coalesce(d.tags, b.tags) AS tags,
    coalesce(d.value, b.value) AS value,
    g.project_id
FROM (
    SELECT j.project_id
    FROM predawn.projects AS j
    WHERE j.removed_at IS NOT NULL AND {since}
    UNION
    SELECT c.project_id
    FROM predawn.prediction_changes AS c
    WHERE c.changed_at >= (SELECT r.started_at FROM predawn.runs AS r WHERE r.run_id = {run_id})
        AND c.presence = 'removal'
        AND NOT EXISTS (SELECT FROM predawn.projects AS j WHERE j.project_id = c.project_id)
) AS g
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {run_id} AND d.project_id = g.project_id
LEFT JOIN predawn.predictions AS b
    ON d.project_id IS NULL AND b.run_id = {base_run} AND b.project_id = g.project_id
WHERE coalesce(d.content_hash, b.content_hash) IS NOT NULL
