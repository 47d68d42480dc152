-- Which projects could not be scored, and why?
--
-- The errors of the last 30 days, each with the number of projects, the last run that met it, and an example. A
-- project that failed in several runs counts once.
SELECT f.error, count(DISTINCT f.project_id) AS projects, max(f.run_id) AS last_run, min(f.project_id) AS example
FROM analytics.run_failures AS f
WHERE f.failed_at > now() - interval '30 days'
GROUP BY f.error
ORDER BY projects DESC, f.error
LIMIT 20
