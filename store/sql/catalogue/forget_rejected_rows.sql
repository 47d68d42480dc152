-- Forgets the rows that were set aside of projects that a sync of changes has read now, and all but the newest others.
DELETE FROM predawn.rejected_rows AS r
WHERE r.project_id IN (SELECT s.project_id FROM predawn.staged_projects AS s)
    OR (r.sync_id, r.row_number) IN (
        SELECT o.sync_id, o.row_number
        FROM predawn.rejected_rows AS o
        ORDER BY o.sync_id DESC, o.row_number
        OFFSET :most
    )
