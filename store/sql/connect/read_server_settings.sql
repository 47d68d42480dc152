-- The settings of the server that runs depend on; sizes in bytes, times in seconds.
SELECT
    current_setting('fsync') AS fsync,
    current_setting('full_page_writes') AS full_page_writes,
    current_setting('synchronous_commit') AS synchronous_commit,
    current_setting('autovacuum') AS autovacuum,
    pg_size_bytes(current_setting('shared_buffers')) AS shared_buffers,
    pg_size_bytes(current_setting('maintenance_work_mem')) AS maintenance_work_mem,
    pg_size_bytes(current_setting('max_wal_size')) AS max_wal_size,
    pg_size_bytes(current_setting('work_mem')) AS work_mem,
    (SELECT setting::integer FROM pg_settings WHERE name = 'checkpoint_timeout') AS checkpoint_timeout,
    current_setting('max_parallel_maintenance_workers')::integer AS max_parallel_maintenance_workers
