-- The first projects, by id, that do not have the same tag in two runs; of one tag in either run, if it is given. Ids that are
-- numbers come first, in their order.
SELECT p.project_id, p.from_tag, p.to_tag, p.from_score, p.to_score
FROM ({pairs}) AS p
WHERE p.from_tag IS DISTINCT FROM p.to_tag
    AND (CAST(:from_tag AS text) IS NULL OR p.from_tag = :from_tag)
    AND (CAST(:to_tag AS text) IS NULL OR p.to_tag = :to_tag)
ORDER BY CASE WHEN ltrim(p.project_id, '0123456789') = '' THEN length(p.project_id) ELSE 2147483647 END, p.project_id
LIMIT :top
