-- Finds what staged rows change in the catalogue. A project that the source has beside a row that is marked as removed
-- is in the source. LIMIT 1 keeps the join look-ups by key: the planner takes the search among the staged rows for work
-- that each row of the join repeats, and read the whole catalogue rather than look up one project in a hundred.
CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
SELECT
    s.project_id,
    s.ctid AS staged_row,
    CASE WHEN s.removed THEN 'removed' WHEN p.project_id IS NULL THEN 'new' ELSE 'changed' END AS kind,
    NOT s.removed AND p.removed_at IS NOT NULL AS returned
FROM predawn.staged_projects AS s
LEFT JOIN LATERAL (
    SELECT j.* FROM predawn.projects AS j WHERE j.project_id = s.project_id LIMIT 1
) AS p ON true
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
        OR p.features IS DISTINCT FROM s.features
        OR p.created_on IS DISTINCT FROM s.created_on
        OR p.tag IS DISTINCT FROM s.tag
        OR p.tags IS DISTINCT FROM s.tags
        OR p.target IS DISTINCT FROM s.target
END
