-- The rows that the latest sync has set aside, by reason, the commonest first, each with the first of them.
SELECT
    r.reason,
    count(*) AS rows,
    min(r.row_number) AS first_row,
    (array_agg(r.project_id ORDER BY r.row_number))[1] AS first_id
FROM predawn.rejected_rows AS r
GROUP BY r.reason
ORDER BY rows DESC, r.reason
LIMIT :top
