-- Whether a table is that of a delta run, whose columns may be empty.
SELECT NOT a.attnotnull FROM pg_attribute AS a WHERE a.attrelid = to_regclass(:name) AND a.attname = 'content_hash'
