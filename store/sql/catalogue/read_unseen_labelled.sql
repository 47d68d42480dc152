-- Labelled projects that a model was not trained on, in the order of chance that is the same for every model; those with
-- a known tag, or those with lists, which are JSON.
SELECT p.project_id, p.title, p.description, p.tag, array_to_json(p.tags), p.features, p.content_hash
FROM predawn.labelled_projects AS p
WHERE
    p.removed_at IS NULL
    AND CASE WHEN :lists THEN p.tags IS NOT NULL ELSE p.tag IS NOT NULL END
    AND {unseen}
ORDER BY p.content_hash, p.project_id
LIMIT :most
