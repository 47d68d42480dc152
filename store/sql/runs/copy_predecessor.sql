-- Copies the fitting predictions that differ from the base from a delta run into one on the same base.
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
    value, items, item_scores
)
SELECT
    :run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash, d.model_version, d.scored_at,
    'reused', d.value, d.items, d.item_scores
FROM candidates AS c
JOIN {own} AS d ON d.project_id = c.project_id
WHERE d.content_hash = c.content_hash
    AND NOT EXISTS (SELECT FROM {table} AS t WHERE t.run_id = :run_id AND t.project_id = c.project_id)
