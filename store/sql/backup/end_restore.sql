-- Ends what `begin_restore` began: from here on the restored store is there.
REVOKE CREATE ON SCHEMA analytics FROM predawn_batch;
COMMIT;
