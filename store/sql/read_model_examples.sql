-- What a model was trained and evaluated on.
SELECT project_id, content_hash, tag, held_out, predicted_tag, score
FROM predawn.model_examples
WHERE model_version = %(version)s
ORDER BY project_id
