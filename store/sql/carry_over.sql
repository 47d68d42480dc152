-- Carry over from an earlier run what was predicted for inputs that are still the same.
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin
)
SELECT
    {run_id}, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash, b.model_version,
    b.scored_at, 'reused'
FROM {base} AS b
JOIN predawn.projects AS p ON p.project_id = b.project_id AND p.content_hash = b.content_hash
WHERE p.removed_at IS NULL {missing}
