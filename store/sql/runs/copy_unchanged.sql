-- Copies the predictions for unchanged inputs from an earlier run into a table that is still empty.
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
    value, items, item_scores
)
SELECT
    :run_id, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash, b.model_version,
    b.scored_at, 'reused', b.value, b.items, b.item_scores
FROM predawn.projects AS p
JOIN {base} AS b ON b.project_id = p.project_id AND b.content_hash = p.content_hash
WHERE p.removed_at IS NULL
