-- The predictions of two runs side by side, null where one has none.
SELECT
    coalesce(a.project_id, b.project_id) AS project_id,
    a.predicted_tag AS from_tag,
    b.predicted_tag AS to_tag,
    a.score AS from_score,
    b.score AS to_score,
    a.tags AS from_tags,
    b.tags AS to_tags,
    a.scores AS from_scores,
    b.scores AS to_scores,
    a.value AS from_value,
    b.value AS to_value,
    a.items AS from_items,
    b.items AS to_items,
    a.project_id IS NOT NULL AS from_has,
    b.project_id IS NOT NULL AS to_has
FROM ({from_rows}) AS a
FULL JOIN ({to_rows}) AS b ON b.project_id = a.project_id
