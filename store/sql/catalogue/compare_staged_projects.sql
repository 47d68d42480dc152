-- Finds the differences between a staged source and the catalogue in one pass over both. Rows that are needed
-- again are recorded by their physical position, because the staged table has no index. Projects that were
-- removed before count too: the search for repeated ids needs them.
CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
SELECT
    coalesce(p.project_id, s.project_id) AS project_id,
    s.ctid AS staged_row,
    CASE
        WHEN p.project_id IS NULL THEN 'new'
        WHEN s.project_id IS NULL AND p.removed_at IS NULL THEN 'removed'
        WHEN s.project_id IS NULL THEN 'gone'
        ELSE 'changed'
    END AS kind
FROM predawn.projects AS p
FULL JOIN predawn.staged_projects AS s ON s.project_id = p.project_id
WHERE p.project_id IS NULL
    OR s.project_id IS NULL
    OR (
        s.project_id IS NOT NULL
        AND (
            p.removed_at IS NOT NULL
            OR p.title <> s.title
            OR p.description <> s.description
            OR p.features IS DISTINCT FROM s.features
            OR p.created_on IS DISTINCT FROM s.created_on
            OR p.tag IS DISTINCT FROM s.tag
            OR p.tags IS DISTINCT FROM s.tags
            OR p.target IS DISTINCT FROM s.target
        )
    )
