-- How many projects the catalogue has, how many rows a run has, and how many of them fit.
SELECT
    (SELECT count(*) FROM predawn.projects WHERE removed_at IS NULL) AS active,
    count(*) AS rows,
    count(p.project_id) AS fitting
FROM {table} AS t
LEFT JOIN predawn.projects AS p
    ON p.project_id = t.project_id AND p.content_hash = t.content_hash AND p.removed_at IS NULL
