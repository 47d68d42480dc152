-- Copies the failures of the run in service into a partial run, but for the chosen projects.
INSERT INTO predawn.run_failures (run_id, project_id, content_hash, error, failed_at)
SELECT :run_id, f.project_id, f.content_hash, f.error, f.failed_at
FROM predawn.run_failures AS f
WHERE f.run_id = :in_service AND NOT EXISTS (SELECT FROM ({selected}) AS s WHERE s.project_id = f.project_id)
ON CONFLICT DO NOTHING
