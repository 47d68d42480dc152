-- What the model of a run predicted for held-out texts, once for each text.
SELECT DISTINCT ON (o.content_hash) o.content_hash, o.predicted_tag, o.predicted_tags, o.score
FROM predawn.model_examples AS o
WHERE o.held_out
    AND o.model_version = (SELECT n.model_version FROM predawn.runs AS n WHERE n.run_id = {run_id})
ORDER BY o.content_hash, o.project_id
