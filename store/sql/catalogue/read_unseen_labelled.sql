-- Labelled projects that a model was not trained on, in the order of chance that is the same for every model; those with
-- a known tag, or those with lists, which are JSON. A project with features is known by its id, too: a feature changes the
-- hash of a text, but not what the model learned from it.
SELECT p.project_id, p.title, p.description, p.tag, array_to_json(p.tags), p.features, p.content_hash
FROM predawn.labelled_projects AS p
WHERE
    p.removed_at IS NULL
    AND CASE WHEN :lists THEN p.tags IS NOT NULL ELSE p.tag IS NOT NULL END
    AND NOT EXISTS (
        SELECT FROM predawn.model_examples AS e
        WHERE e.model_version = :version AND NOT e.held_out AND e.content_hash = p.content_hash
    )
    AND NOT EXISTS (
        SELECT FROM predawn.model_examples AS e
        WHERE e.model_version = :version AND NOT e.held_out AND e.project_id = p.project_id
            AND p.features IS NOT NULL
    )
ORDER BY p.content_hash, p.project_id
LIMIT :most
