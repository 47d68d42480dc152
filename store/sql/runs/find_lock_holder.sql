-- The session that holds the run lock, and the run in progress.
SELECT
    a.pid,
    a.application_name,
    a.backend_start AS since,
    r.run_id,
    r.phase,
    extract(epoch FROM now() - r.heartbeat_at)::float AS silent_seconds
FROM pg_locks AS l
JOIN pg_stat_activity AS a ON a.pid = l.pid
LEFT JOIN predawn.runs AS r ON r.status = 'running'
WHERE l.locktype = 'advisory' AND l.classid = :lock_class AND l.objid = :lock_id AND l.objsubid = 2
    AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
    AND l.granted
LIMIT 1
