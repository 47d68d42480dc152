-- The newest texts of a window that the API was asked about, where they are kept.
SELECT coalesce(l.title, '') AS title, l.description
FROM predawn.inference_log AS l
WHERE l.asked_at > now() - :window AND l.description IS NOT NULL
ORDER BY l.asked_at DESC
LIMIT :limit
