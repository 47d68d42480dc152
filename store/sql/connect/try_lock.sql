-- Takes a lock for this session, or returns false at once.
SELECT pg_try_advisory_lock(:lock_class, :lock_id)
