-- The phases that a lost process was in end with its last sign of life.
UPDATE predawn.run_phases AS p
SET ended_at = greatest(p.began_at, r.heartbeat_at)
FROM predawn.runs AS r
WHERE r.run_id = p.run_id AND p.ended_at IS NULL
