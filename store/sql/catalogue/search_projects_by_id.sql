-- The first projects whose id begins with a prefix, with their predictions in the run in service. `^@` uses
-- the primary key, because ids are ordered by their bytes.
SELECT
    j.project_id,
    j.title,
    coalesce(j.tag, array_to_string(j.tags, ', ')) AS known_tag,
    j.removed_at,
    coalesce(j.corrected_tag, d.predicted_tag, b.predicted_tag) AS predicted_tag,
    CASE WHEN j.corrected_tag IS NULL THEN coalesce(d.score, b.score) ELSE 1 END AS score,
    coalesce(d.value, b.value) AS value,
    coalesce(d.items, b.items) AS items,
    j.corrected_tag IS NOT NULL AS is_corrected
FROM (
    SELECT
        i.project_id, i.title, i.tag, i.tags, i.removed_at,
        CASE WHEN i.corrected_hash = i.content_hash THEN coalesce(i.corrected_tags[1], i.corrected_tag, 'other') END AS corrected_tag
    FROM predawn.projects AS i
    WHERE i.project_id ^@ :prefix
    ORDER BY {order}
    LIMIT :limit
) AS j
LEFT JOIN predawn.prediction_deltas AS d
    ON d.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND d.project_id = j.project_id
LEFT JOIN predawn.predictions AS b
    ON d.project_id IS NULL
    AND b.run_id = (
        SELECT coalesce(r.whole_run, r.run_id) FROM predawn.serving AS s JOIN predawn.runs AS r ON r.run_id = s.run_id
    )
    AND b.project_id = j.project_id
ORDER BY {listed_order}
