-- End the sessions of a run's older attempts. The session names of a run begin with its own prefix.
SELECT count(pg_terminate_backend(pid))
FROM pg_stat_activity
WHERE datname = current_database()
    AND starts_with(application_name, :prefix)
    AND application_name <> :current
    AND pg_has_role(usesysid, 'USAGE')
    AND pid <> pg_backend_pid()
