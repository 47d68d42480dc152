-- The known numbers of projects that a model was not trained on, with what a run predicts from the texts that they have
-- now. The order is that of chance, and the same for every model.
SELECT t.value, p.target
FROM {rows} AS t
JOIN predawn.projects AS p ON p.project_id = t.project_id AND p.content_hash = t.content_hash
WHERE p.removed_at IS NULL
    AND p.target IS NOT NULL
    AND {unseen}
ORDER BY p.content_hash, p.project_id
LIMIT :most
