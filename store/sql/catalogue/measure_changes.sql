-- Counts what staged changes do to the catalogue, the rows that are new or differ, and whether they have an id twice.
SELECT
    count(DISTINCT project_id) FILTER (WHERE kind = 'removed') AS removed,
    count(*) FILTER (WHERE returned) AS returned,
    count(*) FILTER (WHERE kind <> 'removed') AS differing,
    EXISTS (
        SELECT FROM predawn.staged_projects WHERE NOT removed GROUP BY project_id HAVING count(*) > 1
    ) AS repeats_ids
FROM differences
