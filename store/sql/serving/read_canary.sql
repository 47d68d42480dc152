-- The canary that is running, if there is one, and the run in service beside it.
SELECT
    c.canary_id, c.run_id, k.model_version, s.run_id AS beside_run, r.model_version AS beside_model, c.share,
    c.projects, c.differing, c.unknown, c.actor, c.reason, c.started_at
FROM predawn.serving AS s
JOIN predawn.canaries AS c ON c.canary_id = s.canary_id
JOIN predawn.runs AS k ON k.run_id = c.run_id
JOIN predawn.runs AS r ON r.run_id = s.run_id
