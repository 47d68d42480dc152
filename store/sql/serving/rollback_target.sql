-- The run that was in service before the latest publish of the run in service.
SELECT b.from_run
FROM predawn.publications AS b
JOIN predawn.serving AS s ON s.run_id = b.to_run
WHERE b.kind = 'publish' AND b.from_run IS DISTINCT FROM b.to_run
ORDER BY b.publication_id DESC
LIMIT 1
