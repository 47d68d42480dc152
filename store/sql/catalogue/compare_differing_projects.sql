-- Compares the staged rows of a source with their projects. Only rows that are not known to be as they were are staged,
-- so what is not staged says nothing.
CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
SELECT
    s.project_id,
    s.ctid AS staged_row,
    CASE
        WHEN p.project_id IS NULL THEN 'new'
        WHEN p.removed_at IS NOT NULL
            OR p.title <> s.title
            OR p.description <> s.description
            OR p.features IS DISTINCT FROM s.features
            OR p.created_on IS DISTINCT FROM s.created_on
            OR p.tag IS DISTINCT FROM s.tag
            OR p.tags IS DISTINCT FROM s.tags
            OR p.target IS DISTINCT FROM s.target
            THEN 'changed'
        ELSE 'same'
    END AS kind
FROM predawn.staged_projects AS s
LEFT JOIN predawn.projects AS p ON p.project_id = s.project_id
