-- How fresh is what I am looking at?
--
-- When the run in service was last checked against the catalogue, and how many texts have changed since. It compares
-- the text of every project, so it reads every row.
SELECT r.run_id, r.model_version, r.checked_at, now() - r.checked_at AS age, p.projects, p.with_an_older_text
FROM analytics.runs AS r
CROSS JOIN (
    SELECT count(*) AS projects, count(*) FILTER (WHERE NOT fits_text) AS with_an_older_text
    FROM analytics.predictions
) AS p
WHERE r.in_service
