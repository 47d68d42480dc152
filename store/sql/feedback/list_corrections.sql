-- The latest corrections in some states, before a number, of a tag or of a project if one is given, with what the run in service has for their projects.
SELECT
    c.correction_id,
    c.project_id,
    c.tags,
    coalesce(d.predicted_tag, b.predicted_tag) AS model_tag,
    c.state,
    c.reason,
    c.actor,
    c.made_at,
    c.ended_by,
    c.ended_at
FROM (
    SELECT a.*
    FROM analytics.corrections AS a
    WHERE a.state = ANY (CAST(:states AS text[]))
        AND (CAST(:before AS bigint) IS NULL OR a.correction_id < :before)
        AND (CAST(:project_id AS text) IS NULL OR a.project_id = :project_id)
        AND (CAST(:tag AS text) IS NULL OR a.tags @> ARRAY[CAST(:tag AS text)] OR a.tags = '{}' AND :tag = 'other')
    ORDER BY a.correction_id DESC
    LIMIT :limit
) AS c
LEFT JOIN predawn.prediction_deltas AS d
    ON d.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND d.project_id = c.project_id
LEFT JOIN predawn.predictions AS b
    ON d.project_id IS NULL
    AND b.run_id = (
        SELECT coalesce(r.whole_run, r.run_id) FROM predawn.serving AS s JOIN predawn.runs AS r ON r.run_id = s.run_id
    )
    AND b.project_id = c.project_id
ORDER BY c.correction_id DESC
