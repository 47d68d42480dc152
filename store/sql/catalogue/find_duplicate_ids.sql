-- The first ids that occur in more than one row of a staged source, and the total number of such ids.
SELECT
    project_id,
    (array_agg(row_number ORDER BY row_number))[1] AS first_row,
    (array_agg(row_number ORDER BY row_number))[2] AS second_row,
    count(*) OVER () AS total
FROM predawn.staged_projects
WHERE NOT removed
    AND project_id IN (
        SELECT project_id FROM predawn.staged_projects WHERE NOT removed GROUP BY project_id HAVING count(*) > 1
    )
GROUP BY project_id
ORDER BY first_row
LIMIT 5
