-- How many projects the catalogue has, and how many of them a staged source lacks.
SELECT
    count(*) AS active,
    count(*) FILTER (WHERE s.project_id IS NULL) AS missing
FROM predawn.projects AS p
LEFT JOIN staged_projects AS s ON s.project_id = p.project_id
WHERE p.removed_at IS NULL
