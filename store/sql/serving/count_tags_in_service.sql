-- How many projects have each tag in the run in service, asked through the parent table, which is all
-- that the API may read.
SELECT p.predicted_tag, count(*) AS projects
FROM predawn.predictions AS p
WHERE p.run_id = :run_id
GROUP BY p.predicted_tag
