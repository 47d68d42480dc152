-- Makes the table of a delta run one of a whole run, without what the base had and the run has not.
DELETE FROM {table} WHERE content_hash IS NULL;
ALTER TABLE {table}
    ALTER COLUMN content_hash SET NOT NULL,
    ALTER COLUMN model_version SET NOT NULL,
    ALTER COLUMN scored_at SET NOT NULL,
    ALTER COLUMN origin SET NOT NULL;
