-- Copies from a delta run into one on the same base what was not looked at, tombstones too, and the predictions that fit.
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
    value, items, item_scores
)
SELECT
    :run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash, d.model_version, d.scored_at,
    CASE WHEN d.content_hash IS NOT NULL THEN 'reused' END, d.value, d.items, d.item_scores
FROM {own} AS d
LEFT JOIN candidates AS c ON c.project_id = d.project_id
WHERE (c.project_id IS NULL OR d.content_hash = c.content_hash)
    AND NOT EXISTS (SELECT FROM {table} AS t WHERE t.run_id = :run_id AND t.project_id = d.project_id)
