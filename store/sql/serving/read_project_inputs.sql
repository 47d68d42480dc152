-- The inputs of on-demand answers: the texts of projects as they are now, and the model that answers for each: that of
-- the canary for the projects of its side, else the one in service.
SELECT
    j.project_id,
    j.title,
    j.description,
    j.features,
    j.content_hash,
    CASE WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag]) END AS corrected,
    coalesce(k.model_version, r.model_version, m.model_version) AS model_version,
    k.run_id IS NOT NULL AS canary
FROM predawn.serving AS s
JOIN predawn.projects AS j ON j.project_id = ANY(CAST(:project_ids AS text[])) AND j.removed_at IS NULL
LEFT JOIN predawn.canaries AS c ON c.canary_id = s.canary_id
LEFT JOIN predawn.runs AS k ON k.run_id = c.run_id AND predawn.canary_slot(j.project_id) < c.share
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
LEFT JOIN predawn.models AS m ON s.run_id IS NULL AND m.status = 'champion'
