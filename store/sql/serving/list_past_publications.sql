-- Publications whose changes are forgotten: between runs that are past and have no predictions any more. The one that the
-- pointer stands on is kept.
SELECT b.publication_id
FROM predawn.publications AS b
WHERE b.to_run < :first_kept
    AND (b.from_run IS NULL OR b.from_run < :first_kept)
    AND to_regclass('predawn.predictions_' || b.to_run) IS NULL
    AND (b.from_run IS NULL OR to_regclass('predawn.predictions_' || b.from_run) IS NULL)
    AND NOT EXISTS (SELECT FROM predawn.serving AS s WHERE s.publication_id = b.publication_id)
