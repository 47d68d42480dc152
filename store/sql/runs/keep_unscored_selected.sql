-- Copies what the run in service differs by from its base for chosen projects that could not be scored, if it still fits.
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
    value, items, item_scores
)
SELECT
    :run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash, d.model_version, d.scored_at,
    'reused', d.value, d.items, d.item_scores
FROM ({selected}) AS s
JOIN {own} AS d ON d.project_id = s.project_id AND d.content_hash = s.content_hash
ON CONFLICT DO NOTHING
