-- Found projects with what answers say of them in the run in service: the corrected tag, whose score is 1, while a correction is
-- in force, and else what the run has.
SELECT
    j.project_id,
    j.title,
    coalesce(j.tag, array_to_string(j.tags, ', ')) AS known_tag,
    j.removed_at,
    coalesce(c.tag, d.predicted_tag, b.predicted_tag) AS predicted_tag,
    CASE WHEN c.tag IS NULL THEN coalesce(d.score, b.score) ELSE 1 END AS score,
    coalesce(d.value, b.value) AS value,
    coalesce(d.items, b.items) AS items,
    c.tag IS NOT NULL AS is_corrected
FROM ({found}) AS j
LEFT JOIN predawn.prediction_deltas AS d
    ON d.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND d.project_id = j.project_id
LEFT JOIN predawn.predictions AS b
    ON d.project_id IS NULL
    AND b.run_id = (
        SELECT coalesce(r.whole_run, r.run_id) FROM predawn.serving AS s JOIN predawn.runs AS r ON r.run_id = s.run_id
    )
    AND b.project_id = j.project_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags[1], j.corrected_tag, 'other') END AS tag
) AS c
ORDER BY {order}
