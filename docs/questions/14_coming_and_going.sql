-- How many projects come and go?
--
-- The days of the last four weeks on which projects came or left. It counts days of the catalogue, so that a rollback
-- changes nothing; it reads every project.
SELECT day, first_seen, removed, first_seen - removed AS growth
FROM analytics.projects_by_day
WHERE day > current_date - 28
ORDER BY day
