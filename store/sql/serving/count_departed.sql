-- Counts the predictions of a run whose projects are no longer in the catalogue, by tag and in all. They have left it since the
-- last sync that the run has seen; those that were deleted by hand are known by their change alone. Of a run of several tags
-- with `several`, a project counts for each, and for `other` if it has none.
SELECT
    u.tag,
    grouping(u.tag) = 1 AS is_total,
    count(DISTINCT g.project_id) AS projects
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
CROSS JOIN LATERAL (
    SELECT coalesce(d.predicted_tag, b.predicted_tag) AS predicted_tag, coalesce(d.tags, b.tags) AS tags
) AS p
CROSS JOIN LATERAL unnest(CASE WHEN {several} AND p.tags <> '{{}}' THEN p.tags ELSE ARRAY[p.predicted_tag] END) AS u (tag)
WHERE coalesce(d.content_hash, b.content_hash) IS NOT NULL
GROUP BY GROUPING SETS ((u.tag), ())
