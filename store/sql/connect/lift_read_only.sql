-- Lets a session write where read-only is the default of its login or database, not where it is the server's.
SELECT pg_catalog.set_config(s.name, 'off', false)
FROM pg_catalog.pg_settings AS s
WHERE s.name = 'default_transaction_read_only' AND s.source IN ('database', 'user', 'database user');
