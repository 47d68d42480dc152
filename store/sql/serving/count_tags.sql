-- Counts the projects by tag in a run, through the parent table, the only one that the API may
-- read.
SELECT p.predicted_tag, count(*) AS projects
FROM predawn.predictions AS p
WHERE p.run_id = :run_id
GROUP BY p.predicted_tag
