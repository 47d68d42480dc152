-- The other transactions of this database that hold a lock on the predictions at this moment.
SELECT virtualtransaction, pid
FROM pg_locks
WHERE relation IN ('predawn.predictions'::regclass, 'predawn.prediction_deltas'::regclass)
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND granted
    AND pid <> pg_backend_pid()
