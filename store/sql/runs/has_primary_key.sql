-- Whether a table has a primary key.
SELECT EXISTS (SELECT FROM pg_index WHERE indrelid = to_regclass(:name) AND indisprimary)
