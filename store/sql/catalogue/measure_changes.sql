-- Counts what staged changes do to the catalogue, and whether they have an id twice.
SELECT
    count(DISTINCT project_id) FILTER (WHERE kind = 'removed') AS removed,
    count(*) FILTER (WHERE returned) AS returned,
    EXISTS (
        SELECT FROM predawn.staged_projects WHERE NOT removed GROUP BY project_id HAVING count(*) > 1
    ) AS repeats_ids
FROM differences
