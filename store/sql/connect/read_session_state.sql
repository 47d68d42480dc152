-- The version of the server, whose session this is, whether the server is a replica, and its clock.
SELECT
    current_setting('server_version') AS version,
    session_user::text AS login,
    current_user::text AS role,
    pg_is_in_recovery() AS is_replica,
    clock_timestamp() AS time
