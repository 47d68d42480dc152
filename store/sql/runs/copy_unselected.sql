-- Copies what the run in service differs by from its base into a partial run, but for the chosen projects.
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
    value, items, item_scores
)
SELECT
    :run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash, d.model_version, d.scored_at,
    CASE WHEN d.content_hash IS NOT NULL THEN 'reused' END, d.value, d.items, d.item_scores
FROM {own} AS d
WHERE NOT EXISTS (SELECT FROM ({selected}) AS s WHERE s.project_id = d.project_id)
