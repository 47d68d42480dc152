-- The tables to vacuum after a restore; a partitioned table stands for its partitions.
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = 'predawn' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY 1
