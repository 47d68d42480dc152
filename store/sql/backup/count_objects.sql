-- The number of tables, views, sequences and functions in the schemas of a store.
WITH schemas AS (
    SELECT oid FROM pg_namespace WHERE nspname IN ('predawn', 'analytics')
)
SELECT
    (SELECT count(*) FROM pg_class AS c JOIN schemas AS s ON s.oid = c.relnamespace)
    + (SELECT count(*) FROM pg_proc AS p JOIN schemas AS s ON s.oid = p.pronamespace)
