-- A page of the projects that a run has a fitting prediction of, with it, by id.
SELECT
    p.project_id, p.title, p.description, p.features, p.content_hash, t.predicted_tag, t.score, t.value,
    array_to_json(t.items), array_to_json(t.item_scores)
FROM predawn.projects AS p
JOIN predawn.run_predictions(:run_id) AS t ON t.project_id = p.project_id AND t.content_hash = p.content_hash
WHERE p.removed_at IS NULL AND p.project_id > :after AND t.project_id > :after
ORDER BY p.project_id
LIMIT :rows
