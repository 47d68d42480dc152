-- The projects that a run must look at: what its predecessor has of its own, what has changed since the last sync
-- that the predecessor saw, and what the predecessor could not score.
SELECT t.project_id FROM {own} AS t
UNION
SELECT p.project_id FROM predawn.projects AS p WHERE p.changed_in > :last_sync
UNION
SELECT f.project_id FROM predawn.run_failures AS f WHERE f.run_id = :predecessor
