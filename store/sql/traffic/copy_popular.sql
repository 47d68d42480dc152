-- Copies the predictions of the same model for texts that are still popular from earlier runs.
INSERT INTO predawn.popular_predictions (
    run_id, content_hash, predicted_tag, score, tags, scores, model_version, scored_at, value, items, item_scores,
    in_domain
)
SELECT DISTINCT ON (q.content_hash)
    :run_id, q.content_hash, q.predicted_tag, q.score, q.tags, q.scores, q.model_version, q.scored_at,
    q.value, q.items, q.item_scores, q.in_domain
FROM predawn.popular_predictions AS q
WHERE q.model_version = :model_version AND q.run_id <> :run_id AND q.content_hash = ANY(:hashes)
ORDER BY q.content_hash, q.run_id DESC
