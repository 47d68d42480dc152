-- The projects of the catalogue that a run has a tag for.
SELECT t.project_id
FROM {rows} AS t
JOIN predawn.projects AS p ON p.project_id = t.project_id
WHERE t.predicted_tag = :tag AND p.removed_at IS NULL
