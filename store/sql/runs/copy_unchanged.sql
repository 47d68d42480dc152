-- Copies the predictions for unchanged inputs from an earlier run into a table that is still empty.
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
    value, items, item_scores
)
SELECT
    :run_id, s.project_id, s.predicted_tag, s.score, s.tags, s.scores, s.content_hash, s.model_version,
    s.scored_at, 'reused', s.value, s.items, s.item_scores
FROM predawn.projects AS p
JOIN {source} AS s ON s.project_id = p.project_id AND s.content_hash = p.content_hash
WHERE p.removed_at IS NULL
