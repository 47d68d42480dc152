-- The run in service, and the whole run that it is read with, itself where it is whole; no run before the first
-- publication.
SELECT s.run_id, coalesce(r.whole_run, r.run_id) AS base_run
FROM predawn.serving AS s
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
