-- Counts the projects of the catalogue, the rows of a run, and the rows whose text an active project still
-- has.
SELECT
    (SELECT count(*) FROM predawn.projects WHERE removed_at IS NULL) AS active,
    count(*) AS rows,
    count(p.project_id) AS current
FROM {rows} AS t
LEFT JOIN predawn.projects AS p
    ON p.project_id = t.project_id AND p.content_hash = t.content_hash AND p.removed_at IS NULL
