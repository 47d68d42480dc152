-- One project's answer: pointer, row and project in one statement, so that an answer never mixes runs.
SELECT
    j.project_id,
    j.removed_at,
    s.run_id AS serving_run,
    r.checked_at,
    p.run_id,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    p.model_version,
    p.scored_at,
    p.origin,
    p.content_hash = j.content_hash AS is_current
FROM predawn.serving AS s
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
LEFT JOIN predawn.projects AS j ON j.project_id = :project_id
LEFT JOIN predawn.predictions AS p ON p.run_id = s.run_id AND p.project_id = j.project_id
