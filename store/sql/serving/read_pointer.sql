-- The run in service, the whole run that it is read with, itself where it is whole, and what its model says of projects;
-- no run before the first publication. The same of the canary that is running, if there is one, and its share of the ids.
SELECT
    s.run_id,
    coalesce(r.whole_run, r.run_id) AS base_run,
    coalesce(m.args->>'output', 'tags') AS output,
    c.canary_id,
    c.share,
    c.run_id AS canary_run,
    coalesce(k.whole_run, k.run_id) AS canary_base,
    coalesce(n.args->>'output', 'tags') AS canary_output
FROM predawn.serving AS s
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
LEFT JOIN predawn.models AS m ON m.model_version = r.model_version
LEFT JOIN predawn.canaries AS c ON c.canary_id = s.canary_id
LEFT JOIN predawn.runs AS k ON k.run_id = c.run_id
LEFT JOIN predawn.models AS n ON n.model_version = k.model_version
