-- What each sync of the catalogue read and changed, and in which sync a project changed last. Clocks jump; numbers
-- of syncs do not, because syncs come one after another.

CREATE TABLE predawn.syncs (
    sync_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text,
    kind text NOT NULL CHECK (kind IN ('whole', 'changes')),
    settings_hash bytea,
    sha256 bytea,
    rows_read bigint NOT NULL DEFAULT 0,
    new bigint NOT NULL DEFAULT 0,
    changed bigint NOT NULL DEFAULT 0,
    removed bigint NOT NULL DEFAULT 0,
    active bigint NOT NULL DEFAULT 0,
    report jsonb NOT NULL DEFAULT '{}',
    synced_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.syncs TO predawn_batch;
GRANT SELECT ON predawn.syncs TO predawn_api;

-- Projects from before have changed in no known sync. The default is dropped again, so that a project that is
-- entered by hand has no number until the next sync gives it one.
ALTER TABLE predawn.projects ADD COLUMN changed_in bigint DEFAULT 0;
ALTER TABLE predawn.projects ALTER COLUMN changed_in DROP DEFAULT;
CREATE INDEX projects_by_change ON predawn.projects (changed_in);
-- The index makes every update of a text write a new row version in all indexes, which vacuum then clears.
ALTER TABLE predawn.projects SET (autovacuum_vacuum_scale_factor = 0.02);

-- A change by hand has no number either, whatever it had before. A sync brings its own number along.
CREATE FUNCTION predawn.forget_sync_of_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_in := NULL;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION predawn.forget_sync_of_change() FROM PUBLIC;
-- Triggers fire in the order of their names: this one after the content hash is set.
CREATE TRIGGER number_of_changed BEFORE UPDATE ON predawn.projects
    FOR EACH ROW WHEN (
        NEW.changed_in = OLD.changed_in
        AND (
            NEW.content_hash <> OLD.content_hash
            OR NEW.title <> OLD.title
            OR NEW.description <> OLD.description
            OR NEW.removed_at IS DISTINCT FROM OLD.removed_at
        )
    )
    EXECUTE FUNCTION predawn.forget_sync_of_change();

-- Rows that are deleted by hand leave no trace in the catalogue: the next sync compares everything again.
CREATE FUNCTION predawn.forget_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE predawn.syncs SET sha256 = NULL WHERE sha256 IS NOT NULL;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION predawn.forget_sources() FROM PUBLIC;
CREATE TRIGGER deleted_projects_are_missed AFTER DELETE ON predawn.projects
    FOR EACH STATEMENT EXECUTE FUNCTION predawn.forget_sources();
CREATE TRIGGER truncated_projects_are_missed AFTER TRUNCATE ON predawn.projects
    FOR EACH STATEMENT EXECUTE FUNCTION predawn.forget_sources();
