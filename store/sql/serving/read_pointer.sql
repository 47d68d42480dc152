-- The run in service, the whole run that it is read with, itself where it is whole, and what its model says of projects;
-- no run before the first publication.
SELECT s.run_id, coalesce(r.whole_run, r.run_id) AS base_run, coalesce(m.args->>'output', 'tags') AS output
FROM predawn.serving AS s
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
LEFT JOIN predawn.models AS m ON m.model_version = r.model_version
