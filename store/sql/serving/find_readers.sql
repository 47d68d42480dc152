-- The other transactions of this database that hold a lock on the predictions at this moment. A backup is none of
-- them: it reads every table for itself, and never by way of the pointer.
SELECT virtualtransaction, pid
FROM pg_locks
WHERE relation IN ('predawn.predictions'::regclass, 'predawn.prediction_deltas'::regclass)
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND granted
    AND pid <> pg_backend_pid()
    AND pid NOT IN (SELECT a.pid FROM pg_stat_activity AS a WHERE a.application_name = 'predawn backup')
