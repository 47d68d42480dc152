-- The predictions of a delta run, by the columns of rows_of_whole.sql: those of its base that it does not replace, and its own.
{of_base}
    AND NOT EXISTS (
        SELECT FROM predawn.prediction_deltas AS d WHERE d.run_id = {run_id} AND d.project_id = p.project_id
    )
UNION ALL
SELECT p.project_id, p.predicted_tag, p.score, p.tags, p.scores, p.value, p.items, p.content_hash
FROM predawn.prediction_deltas AS p
WHERE p.run_id = {run_id} AND p.content_hash IS NOT NULL
