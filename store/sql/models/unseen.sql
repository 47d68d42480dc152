-- The condition that a model was not trained on a project `p`. A project with features is known by its id, too: a feature
-- changes the hash of a text, but not what the model learned from it.
NOT EXISTS (
        SELECT FROM predawn.model_examples AS e
        WHERE e.model_version = :version AND NOT e.held_out AND e.content_hash = p.content_hash
    )
    AND NOT EXISTS (
        SELECT FROM predawn.model_examples AS e
        WHERE e.model_version = :version AND NOT e.held_out AND e.project_id = p.project_id
            AND p.features IS NOT NULL
    )
