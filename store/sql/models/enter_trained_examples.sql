-- Enters the labelled projects that a predictor was trained on, by their ids and as their texts are now.
INSERT INTO predawn.model_examples AS e (model_version, project_id, content_hash, tag, tags, held_out)
SELECT :version, p.project_id, p.content_hash, p.tag, p.tags, false
FROM predawn.projects AS p
WHERE p.project_id = ANY (:ids) AND (p.tag IS NOT NULL OR p.tags IS NOT NULL OR p.target IS NOT NULL)
ON CONFLICT (model_version, project_id) DO UPDATE
SET content_hash = excluded.content_hash,
    tag = excluded.tag,
    tags = excluded.tags,
    held_out = false,
    predicted_tag = NULL,
    predicted_tags = NULL,
    score = NULL
WHERE (e.content_hash, e.tag, e.tags, e.held_out)
    IS DISTINCT FROM (excluded.content_hash, excluded.tag, excluded.tags, false)
