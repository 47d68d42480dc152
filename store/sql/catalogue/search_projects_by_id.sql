-- The first projects whose id begins with a prefix. `^@` uses the primary key, because ids are ordered by their
-- bytes.
SELECT *
FROM predawn.projects AS i
WHERE i.project_id ^@ :prefix
ORDER BY {order}
LIMIT :limit
