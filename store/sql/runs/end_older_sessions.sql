-- Ends the sessions of all attempts of runs but the current one, and waits for their end (five seconds at
-- most for each), because the statement of a dead client may still be running.
SELECT count(pg_terminate_backend(pid, 5000))
FROM pg_stat_activity
WHERE datname = current_database()
    AND starts_with(application_name, :prefix)
    AND application_name <> :current
    AND pg_has_role(usesysid, 'USAGE')
    AND pid <> pg_backend_pid()
