-- The projects of one chunk; runs once per chunk, as a range scan of the primary key.
SELECT p.project_id, p.title, p.description, p.features, p.content_hash
FROM predawn.projects AS p
WHERE p.project_id >= :first_id AND p.project_id <= :last_id AND p.removed_at IS NULL {missing}
ORDER BY p.project_id
