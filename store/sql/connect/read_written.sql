-- The bytes of log that a primary has written and will send to replicas; null on a replica.
SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_flush_lsn() - '0/0' END AS written
