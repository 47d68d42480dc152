-- The predictions of a run for the projects that may have the most urgent reviews, by the columns of rows_of_whole.sql. Each is
-- looked up by its id, as the planner would otherwise read the whole run.
SELECT p.*
FROM ({ids}) AS i
CROSS JOIN LATERAL (
    SELECT a.*
    FROM (
        SELECT q.project_id, q.predicted_tag, q.score, q.tags, q.scores, q.value, q.items, q.content_hash, 1 AS place
        FROM predawn.prediction_deltas AS q
        WHERE q.run_id = {run_id} AND q.project_id = i.project_id
        UNION ALL
        SELECT q.project_id, q.predicted_tag, q.score, q.tags, q.scores, q.value, q.items, q.content_hash, 2
        FROM predawn.predictions AS q
        WHERE q.run_id = {base_run} AND q.project_id = i.project_id
    ) AS a
    ORDER BY a.place
    LIMIT 1
) AS p
-- A tombstone has none.
WHERE p.content_hash IS NOT NULL
