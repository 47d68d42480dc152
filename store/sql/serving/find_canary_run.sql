-- The run of the canary that is running, if there is one.
SELECT c.run_id
FROM predawn.serving AS s
JOIN predawn.canaries AS c ON c.canary_id = s.canary_id
