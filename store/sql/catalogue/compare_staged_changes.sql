-- Finds what staged rows change in the catalogue. A project that the source has beside a row that is marked as removed
-- is in the source. The catalogue is looked up row by row where there are few.
CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
SELECT
    s.project_id,
    s.ctid AS staged_row,
    CASE WHEN s.removed THEN 'removed' WHEN p.project_id IS NULL THEN 'new' ELSE 'changed' END AS kind,
    NOT s.removed AND p.removed_at IS NOT NULL AS returned
FROM predawn.staged_projects AS s
LEFT JOIN predawn.projects AS p ON p.project_id = s.project_id
WHERE CASE
    WHEN s.removed THEN
        p.project_id IS NOT NULL
        AND p.removed_at IS NULL
        AND NOT EXISTS (
            SELECT FROM predawn.staged_projects AS o WHERE o.project_id = s.project_id AND NOT o.removed
        )
    ELSE
        p.project_id IS NULL
        OR p.removed_at IS NOT NULL
        OR p.title <> s.title
        OR p.description <> s.description
        OR p.created_on IS DISTINCT FROM s.created_on
        OR p.tag IS DISTINCT FROM s.tag
        OR p.tags IS DISTINCT FROM s.tags
END
