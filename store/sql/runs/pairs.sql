-- The predictions of two runs side by side, null where one has none.
SELECT
    coalesce(a.project_id, b.project_id) AS project_id,
    a.predicted_tag AS from_tag,
    b.predicted_tag AS to_tag,
    a.score AS from_score,
    b.score AS to_score,
    a.tags AS from_tags,
    b.tags AS to_tags
FROM predawn.run_predictions({from_run}) AS a
FULL JOIN predawn.run_predictions({to_run}) AS b ON b.project_id = a.project_id
