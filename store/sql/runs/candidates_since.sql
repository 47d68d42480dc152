-- The projects that a run must look at, each with the hash of its text, null where it is not in the catalogue: what has
-- changed since the last sync that its predecessor saw, and what the predecessor could not score. All else that the
-- predecessor has of its own fits, as it did then.
SELECT p.project_id, CASE WHEN p.removed_at IS NULL THEN p.content_hash END AS content_hash
FROM predawn.projects AS p
WHERE p.changed_in > :last_sync
UNION
SELECT f.project_id, p.content_hash
FROM predawn.run_failures AS f
LEFT JOIN predawn.projects AS p ON p.project_id = f.project_id AND p.removed_at IS NULL
WHERE f.run_id = :predecessor
