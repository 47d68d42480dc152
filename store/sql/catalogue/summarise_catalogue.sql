-- The catalogue in one row.
SELECT
    count(*) FILTER (WHERE removed_at IS NULL) AS active,
    count(*) FILTER (WHERE removed_at IS NULL AND (tag IS NOT NULL OR tags IS NOT NULL OR corrected_hash = content_hash)) AS labelled,
    count(*) FILTER (WHERE removed_at IS NOT NULL) AS removed,
    (SELECT count(*) FROM predawn.rejected_rows) AS rejected,
    max(greatest(changed_at, removed_at)) AS last_change
FROM predawn.projects
