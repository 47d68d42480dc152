-- The tables of all runs, attached or not; those of delta runs may have empty columns.
SELECT
    substring(c.relname FROM '^predictions_(\d+)$')::bigint AS run_id,
    CASE
        WHEN i.inhrelid IS NULL THEN 'alone'
        WHEN i.inhdetachpending THEN 'detaching'
        ELSE 'attached'
    END AS state,
    pg_total_relation_size(c.oid) AS bytes,
    NOT a.attnotnull AS is_delta
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'content_hash'
LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid
WHERE c.relnamespace = 'predawn'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^predictions_\d+$'
ORDER BY i.inhdetachpending DESC NULLS LAST, run_id
