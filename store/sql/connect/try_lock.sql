-- Take a lock for this session, or return false at once.
SELECT pg_try_advisory_lock(:lock_class, :lock_id)
