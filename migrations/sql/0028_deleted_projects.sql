-- The last sync no longer knows how many projects there are when some are deleted: they are counted until the next one does.
CREATE OR REPLACE FUNCTION predawn.forget_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO predawn.label_changes DEFAULT VALUES;
    UPDATE predawn.syncs SET settings_hash = NULL, active = 0 WHERE settings_hash IS NOT NULL OR active <> 0;
    UPDATE predawn.runs SET last_sync = NULL WHERE last_sync IS NOT NULL;
    RETURN NULL;
END
$$;

UPDATE predawn.syncs
SET active = (SELECT count(*) FROM predawn.projects AS p WHERE p.removed_at IS NULL)
WHERE sync_id = (SELECT max(s.sync_id) FROM predawn.syncs AS s);
