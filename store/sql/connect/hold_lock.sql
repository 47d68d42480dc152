-- Whether this session still holds a lock.
SELECT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND classid = :lock_class AND objid = :lock_id AND objsubid = 2
        AND pid = pg_backend_pid() AND granted
)
