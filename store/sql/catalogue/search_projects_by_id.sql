-- The first projects whose id begins with a prefix, with their predictions in the run in service. `^@` uses
-- the primary key, because ids are ordered by their bytes.
SELECT j.project_id, j.title, coalesce(j.tag, array_to_string(j.tags, ', ')) AS known_tag, j.removed_at, p.predicted_tag, p.score
FROM (
    SELECT i.project_id, i.title, i.tag, i.tags, i.removed_at
    FROM predawn.projects AS i
    WHERE i.project_id ^@ :prefix
    ORDER BY i.project_id
    LIMIT :limit
) AS j
LEFT JOIN predawn.predictions AS p
    ON p.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND p.project_id = j.project_id
ORDER BY j.project_id
