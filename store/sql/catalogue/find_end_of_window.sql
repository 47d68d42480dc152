-- The last of so many projects after an id; no row where there are fewer.
SELECT i.project_id
FROM predawn.projects AS i
WHERE i.project_id > :after
ORDER BY i.project_id
OFFSET :window - 1
LIMIT 1
