-- The last of a number of projects after an id; no row if there are fewer.
SELECT i.project_id
FROM predawn.projects AS i
WHERE i.project_id > :after
ORDER BY i.project_id
OFFSET :window - 1
LIMIT 1
