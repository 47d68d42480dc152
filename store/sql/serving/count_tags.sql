-- Counts the projects by tag in a run.
SELECT p.predicted_tag, count(*) AS projects
FROM predawn.run_predictions(:run_id) AS p
WHERE p.predicted_tag IS NOT NULL
GROUP BY p.predicted_tag
