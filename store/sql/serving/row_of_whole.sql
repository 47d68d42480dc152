-- The part of look_up.sql that finds the row of a project in a whole run, if that run answers.
LEFT JOIN LATERAL (
    SELECT q.*
    FROM predawn.predictions AS q
    WHERE {answers} AND q.run_id = {run_id} AND q.project_id = j.project_id
    LIMIT 1
) AS p ON true
