-- The first projects, by id, that do not have the same tag in two runs; of one tag in either run, if it is given.
SELECT p.project_id, p.from_tag, p.to_tag, p.from_score, p.to_score
FROM ({pairs}) AS p
WHERE p.from_tag IS DISTINCT FROM p.to_tag
    AND (CAST(:from_tag AS text) IS NULL OR p.from_tag = :from_tag)
    AND (CAST(:to_tag AS text) IS NULL OR p.to_tag = :to_tag)
ORDER BY p.project_id
LIMIT :top
