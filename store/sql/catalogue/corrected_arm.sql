-- The projects whose correction is in force, with what the run in service has of them: an index has them alone.
SELECT p.project_id, p.predicted_tag, p.score, p.value, p.content_hash, true AS is_corrected
FROM (
    SELECT
        i.project_id,
        coalesce(i.corrected_tags[1], i.corrected_tag, 'other') AS predicted_tag,
        1::real AS score,
        NULL::float8 AS value,
        coalesce(d.content_hash, b.content_hash) AS content_hash
    FROM predawn.projects AS i
    LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {run_id} AND d.project_id = i.project_id
    LEFT JOIN predawn.predictions AS b ON d.project_id IS NULL AND b.run_id = {base_run} AND b.project_id = i.project_id
    WHERE i.corrected_hash IS NOT NULL AND i.corrected_hash = i.content_hash AND i.removed_at IS NULL
) AS p
WHERE p.score >= CAST(:min_score AS {type})
    AND p.score <= CAST(:max_score AS {type})
    AND (:tag = '' OR p.predicted_tag = :tag)
    AND {position}
