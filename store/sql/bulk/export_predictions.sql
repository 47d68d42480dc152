-- The predictions of one run with their projects, ordered by id; where a correction is in force, what it says. Projects
-- that were deleted have their prediction alone.
SELECT
    p.project_id,
    j.title,
    j.description,
    j.created_on,
    j.tag AS known_tag,
    j.tags AS known_tags,
    {output},
    p.content_hash = j.content_hash AS fits_text,
    p.run_id,
    p.model_version,
    p.scored_at,
    p.origin,
    CASE WHEN k.tags IS NULL OR p.predicted_tag IS NULL THEN 'cache' ELSE 'correction' END AS source,
    CASE WHEN k.tags IS NOT NULL THEN p.predicted_tag END AS model_tag
    {features}
FROM predawn.run_predictions(:run_id) AS p
LEFT JOIN predawn.projects AS j ON j.project_id = p.project_id
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag]) END AS tags
) AS k
WHERE true {condition}
ORDER BY p.project_id
