-- Sources may say what changed: how far each sync has read, and rows set aside by syncs that read changes alone.

ALTER TABLE predawn.syncs
    ADD COLUMN watermark text,
    ADD COLUMN watermark_kind text;

ALTER TABLE predawn.rejected_rows ADD COLUMN sync_id bigint NOT NULL DEFAULT 0;
ALTER TABLE predawn.rejected_rows DROP CONSTRAINT rejected_rows_pkey;
ALTER TABLE predawn.rejected_rows ADD PRIMARY KEY (sync_id, row_number);
COMMENT ON VIEW analytics.rejected_rows IS
    'The rows that the last whole reading of the source has set aside, and the syncs of changes since.';

-- Deleted projects leave no trace, so the next sync reads its whole source, and the next run is compared in full.
CREATE OR REPLACE FUNCTION predawn.forget_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE predawn.syncs SET sha256 = NULL, watermark = NULL, watermark_kind = NULL
    WHERE sha256 IS NOT NULL OR watermark IS NOT NULL;
    UPDATE predawn.runs SET last_sync = NULL WHERE last_sync IS NOT NULL;
    RETURN NULL;
END
$$;
