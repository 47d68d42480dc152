-- The predictions of one run with their projects, ordered by id.
SELECT
    p.project_id,
    j.title,
    j.description,
    j.created_on,
    j.tag AS known_tag,
    j.tags AS known_tags,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    p.content_hash = j.content_hash AS fits_text,
    p.run_id,
    p.model_version,
    p.scored_at,
    p.origin
    {features}
FROM predawn.run_predictions(:run_id) AS p
JOIN predawn.projects AS j ON j.project_id = p.project_id
WHERE true {condition}
ORDER BY p.project_id
