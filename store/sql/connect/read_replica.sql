-- The position of a streaming replica: whether the server is one, the bytes of the primary's log it has
-- replayed, and the last publication it has seen.
SELECT
    pg_is_in_recovery() AS is_replica,
    CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0' END AS replayed,
    (SELECT s.publication_id FROM predawn.serving AS s) AS publication_id
