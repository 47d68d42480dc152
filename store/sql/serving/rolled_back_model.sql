-- The model that the latest publication replaced, if it was a rollback to another model.
SELECT gone.model_version
FROM predawn.serving AS s
JOIN predawn.publications AS b ON b.publication_id = s.publication_id AND b.kind = 'rollback'
JOIN predawn.runs AS gone ON gone.run_id = b.from_run
JOIN predawn.runs AS back ON back.run_id = b.to_run
WHERE gone.model_version <> back.model_version
