-- The commonest errors of a run, each with the first project that has it.
SELECT error, count(*) AS projects, min(project_id) AS first_id
FROM predawn.run_failures
WHERE run_id = :run_id
GROUP BY error
ORDER BY projects DESC, first_id
LIMIT :top
