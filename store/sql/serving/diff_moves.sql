-- The projects of two runs with the largest differences in score.
SELECT
    a.project_id,
    a.predicted_tag AS from_tag,
    b.predicted_tag AS to_tag,
    a.score AS from_score,
    b.score AS to_score
FROM {from_rows} AS a
JOIN {to_rows} AS b ON b.project_id = a.project_id
WHERE a.score <> b.score
ORDER BY abs(b.score - a.score) DESC, a.project_id
LIMIT :top
