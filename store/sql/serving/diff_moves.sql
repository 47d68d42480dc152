-- The projects of two runs with the largest differences in score.
SELECT p.project_id, p.from_tag, p.to_tag, p.from_score, p.to_score
FROM ({pairs}) AS p
WHERE p.from_score <> p.to_score
ORDER BY abs(p.to_score - p.from_score) DESC, p.project_id
LIMIT :top
