-- The newest texts in the log of a window, where the log holds them.
SELECT coalesce(l.title, '') AS title, l.description
FROM predawn.inference_log AS l
WHERE l.asked_at > now() - :window AND l.description IS NOT NULL
ORDER BY l.asked_at DESC
LIMIT :limit
