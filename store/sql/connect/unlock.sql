-- Frees a lock of this session.
SELECT pg_advisory_unlock(:lock_class, :lock_id)
