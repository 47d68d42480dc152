-- The tables that the current role may change, except those that the API appends to.
SELECT c.relname
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = 'predawn'
    AND c.relkind IN ('r', 'p')
    AND c.relname NOT IN ('inference_log', 'ended_sessions', 'canary_requests')
    AND (
        has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
        OR has_any_column_privilege(c.oid, 'INSERT, UPDATE')
    )
ORDER BY c.relname
