-- What web servers call the versions of the files that they sent.
ALTER TABLE predawn.syncs
    ADD COLUMN etag text,
    ADD COLUMN last_modified text;

-- Deleted projects leave no trace, so the next sync reads its whole source, and the next run is compared in full.
CREATE OR REPLACE FUNCTION predawn.forget_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE predawn.syncs SET settings_hash = NULL WHERE settings_hash IS NOT NULL;
    UPDATE predawn.runs SET last_sync = NULL WHERE last_sync IS NOT NULL;
    RETURN NULL;
END
$$;
