-- Deletes runs that are past, with their figures and failures, unless they have predictions or a publication.
DELETE FROM predawn.runs AS r
WHERE r.run_id < :first_kept
    AND r.status IN ('published', 'ready', 'held', 'failed', 'unchanged')
    AND to_regclass('predawn.predictions_' || r.run_id) IS NULL
    AND NOT EXISTS (SELECT FROM predawn.publications AS b WHERE r.run_id IN (b.from_run, b.to_run))
    AND NOT EXISTS (SELECT FROM predawn.serving AS s WHERE s.run_id = r.run_id)
    AND NOT EXISTS (SELECT FROM predawn.canaries AS c WHERE c.run_id = r.run_id AND c.ending IS NULL)
