-- The examples that a model was trained and evaluated on; lists are JSON.
SELECT
    project_id, content_hash, tag, array_to_json(tags), held_out, predicted_tag, array_to_json(predicted_tags), score
FROM predawn.model_examples
WHERE model_version = :version
ORDER BY project_id
