-- How far a streaming replica is: whether it is one, what it has replayed of the primary's log, in bytes, and
-- which move of the pointer it has seen.
SELECT
    pg_is_in_recovery() AS is_replica,
    CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0' END AS replayed,
    (SELECT s.publication_id FROM predawn.serving AS s) AS publication_id
