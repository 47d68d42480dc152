-- What the first publication changed, which is every answer, and the number before its change; no row for a later one.
SELECT r.scored + r.reused AS added, 0 AS removed, 0 AS changed, f.first_change - 1 AS before
FROM predawn.change_feed AS f
JOIN predawn.publications AS b ON b.publication_id = f.first_publication
JOIN predawn.runs AS r ON r.run_id = b.to_run
WHERE b.publication_id = :publication_id
