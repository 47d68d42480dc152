-- The inputs of on-demand answers: the texts of projects as they are now, and the model in service.
SELECT
    j.project_id,
    j.title,
    j.description,
    j.features,
    j.content_hash,
    CASE WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag]) END AS corrected,
    coalesce(r.model_version, m.model_version) AS model_version
FROM predawn.serving AS s
JOIN predawn.projects AS j ON j.project_id = ANY(CAST(:project_ids AS text[])) AND j.removed_at IS NULL
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
LEFT JOIN predawn.models AS m ON s.run_id IS NULL AND m.status = 'champion'
