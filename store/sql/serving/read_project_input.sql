-- The input of an on-demand answer: a project's text as it is now, and the model in service.
SELECT
    j.title,
    j.description,
    j.content_hash,
    coalesce(r.model_version, m.model_version) AS model_version
FROM predawn.serving AS s
JOIN predawn.projects AS j ON j.project_id = :project_id AND j.removed_at IS NULL
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
LEFT JOIN predawn.models AS m ON s.run_id IS NULL AND m.status = 'champion'
