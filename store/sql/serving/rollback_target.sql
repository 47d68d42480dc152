-- The run that was in service before the one that is now was first put there by the latest publish.
SELECT b.from_run
FROM predawn.publications AS b
JOIN predawn.serving AS s ON s.run_id = b.to_run
WHERE b.kind = 'publish' AND b.from_run IS DISTINCT FROM b.to_run
ORDER BY b.publication_id DESC
LIMIT 1
