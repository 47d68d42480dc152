-- The id of a project stays, because predictions and the feed of changes know the project by it. A truncated catalogue is a
-- removal of each of its projects.

CREATE FUNCTION predawn.refuse_another_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'feature_not_supported',
        MESSAGE = concat('The id of project ', OLD.project_id, ' cannot be changed.'),
        HINT = 'Delete the project and enter another one, or change the source of the catalogue and sync.';
END
$$;
REVOKE ALL ON FUNCTION predawn.refuse_another_id() FROM PUBLIC;
CREATE TRIGGER ids_stay BEFORE UPDATE OF project_id ON predawn.projects
    FOR EACH ROW WHEN (NEW.project_id <> OLD.project_id)
    EXECUTE FUNCTION predawn.refuse_another_id();

CREATE FUNCTION predawn.record_truncation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM predawn.record_presence(p.project_id, true)
    FROM predawn.projects AS p
    WHERE p.removed_at IS NULL;
    INSERT INTO predawn.deleted_projects
    SELECT p.project_id FROM predawn.projects AS p
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
ALTER FUNCTION predawn.record_truncation() OWNER TO predawn_batch;
REVOKE ALL ON FUNCTION predawn.record_truncation() FROM PUBLIC;
CREATE TRIGGER truncations_are_recorded BEFORE TRUNCATE ON predawn.projects
    FOR EACH STATEMENT EXECUTE FUNCTION predawn.record_truncation();
