-- Whether an attempt is still the current one; the row stays locked against a takeover until the commit.
SELECT run_id
FROM predawn.runs
WHERE run_id = :run_id AND attempt = :attempt AND status = 'running'
FOR SHARE
