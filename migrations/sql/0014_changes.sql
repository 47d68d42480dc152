-- The changes of answers as a feed. A change is numbered under the lock of the pointer, which is held until its
-- transaction ends: so numbers are in the order of commits, and whoever has read up to one has missed none before it.

ALTER TABLE predawn.prediction_changes
    DROP CONSTRAINT prediction_changes_pkey,
    ADD COLUMN change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- A project that left the catalogue, or came back, while a run was in service; null where the pointer moved.
    ADD COLUMN presence text CHECK (presence IN ('removal', 'return')),
    -- All tags, of runs whose model predicts several.
    ADD COLUMN from_tags text[],
    ADD COLUMN to_tags text[];
CREATE INDEX prediction_changes_by_project ON predawn.prediction_changes (project_id, change_id);

GRANT USAGE ON SEQUENCE predawn.prediction_changes_change_id_seq TO predawn_batch;

-- Changes up to `kept_after` are no longer kept; the feed of a store that has a run in service begins with what comes
-- next. The first publication changes every answer: one number, `first_change`, stands for all rows of its run.
CREATE TABLE predawn.change_feed (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    kept_after bigint NOT NULL DEFAULT 0,
    first_publication bigint,
    first_change bigint
);
INSERT INTO predawn.change_feed (kept_after)
SELECT CASE WHEN s.run_id IS NULL THEN 0 ELSE nextval('predawn.prediction_changes_change_id_seq') END
FROM predawn.serving AS s;
GRANT SELECT, UPDATE ON predawn.change_feed TO predawn_batch;
GRANT SELECT ON predawn.change_feed TO predawn_api;

-- The number of the last change so far; 0 before there is any.
CREATE FUNCTION predawn.last_change() RETURNS bigint LANGUAGE sql STABLE AS $$
SELECT greatest(f.kept_after, f.first_change, (SELECT max(c.change_id) FROM predawn.prediction_changes AS c))
FROM predawn.change_feed AS f
$$;
REVOKE ALL ON FUNCTION predawn.last_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION predawn.last_change() TO predawn_batch, predawn_api;

-- Records that a project leaves the catalogue or comes back, if the run in service has a prediction for it.
CREATE FUNCTION predawn.record_presence(id text, gone boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('predawn.pointer'));
    INSERT INTO predawn.prediction_changes (
        publication_id, project_id, from_run, to_run, presence,
        from_tag, to_tag, from_score, to_score, from_tags, to_tags
    )
    SELECT
        s.publication_id, id, s.run_id, s.run_id, CASE WHEN gone THEN 'removal' ELSE 'return' END,
        CASE WHEN gone THEN p.predicted_tag END, CASE WHEN NOT gone THEN p.predicted_tag END,
        CASE WHEN gone THEN p.score END, CASE WHEN NOT gone THEN p.score END,
        CASE WHEN gone AND s.multi_label THEN p.tags END, CASE WHEN NOT gone AND s.multi_label THEN p.tags END
    FROM (
        SELECT
            a.run_id, a.publication_id, coalesce(r.whole_run, r.run_id) AS base_run,
            m.args @> '{"multi_label": true}' AS multi_label
        FROM predawn.serving AS a
        JOIN predawn.runs AS r ON r.run_id = a.run_id
        JOIN predawn.models AS m ON m.model_version = r.model_version
    ) AS s
    LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = s.run_id AND d.project_id = id
    LEFT JOIN predawn.predictions AS b ON d.project_id IS NULL AND b.run_id = s.base_run AND b.project_id = id
    CROSS JOIN LATERAL (
        SELECT
            coalesce(d.predicted_tag, b.predicted_tag) AS predicted_tag,
            coalesce(d.score, b.score) AS score,
            coalesce(d.tags, b.tags) AS tags
    ) AS p
    WHERE p.predicted_tag IS NOT NULL;
    IF FOUND THEN
        PERFORM pg_notify('predawn_published', '');
    END IF;
END
$$;

-- Projects that were deleted by hand: if they are entered again, they have come back.
CREATE TABLE predawn.deleted_projects (project_id text COLLATE "C" PRIMARY KEY);
GRANT SELECT, INSERT, DELETE ON predawn.deleted_projects TO predawn_batch;

-- These triggers have the rights of the batch, which owns the tables of predictions, whoever changes the catalogue.
-- Those of rows run at the end of a transaction, so that a sync holds the lock of the pointer for no longer than that.
CREATE FUNCTION predawn.record_mark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM predawn.record_presence(NEW.project_id, NEW.removed_at IS NOT NULL);
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER marks_are_recorded AFTER UPDATE OF removed_at ON predawn.projects
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.removed_at IS NULL) <> (NEW.removed_at IS NULL)) EXECUTE FUNCTION predawn.record_mark();

CREATE FUNCTION predawn.record_deletion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    active boolean;
BEGIN
    -- Null, unless the same transaction has entered it again.
    SELECT p.removed_at IS NULL INTO active FROM predawn.projects AS p WHERE p.project_id = OLD.project_id;
    IF (OLD.removed_at IS NULL) <> coalesce(active, false) THEN
        PERFORM predawn.record_presence(OLD.project_id, OLD.removed_at IS NULL);
    END IF;
    IF active IS NULL THEN
        INSERT INTO predawn.deleted_projects VALUES (OLD.project_id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER deletions_are_recorded AFTER DELETE ON predawn.projects
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION predawn.record_deletion();

-- Once a statement, because a sync enters a million projects with one.
CREATE FUNCTION predawn.record_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entered record;
BEGIN
    -- Nearly always there is none.
    IF NOT EXISTS (SELECT FROM predawn.deleted_projects) THEN
        RETURN NULL;
    END IF;
    FOR entered IN
        DELETE FROM predawn.deleted_projects AS d
        USING predawn.projects AS p
        WHERE p.project_id = d.project_id
        RETURNING d.project_id, p.removed_at
    LOOP
        IF entered.removed_at IS NULL THEN
            PERFORM predawn.record_presence(entered.project_id, false);
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER entries_are_recorded AFTER INSERT ON predawn.projects
    FOR EACH STATEMENT EXECUTE FUNCTION predawn.record_entries();

ALTER FUNCTION predawn.record_mark() OWNER TO predawn_batch;
ALTER FUNCTION predawn.record_deletion() OWNER TO predawn_batch;
ALTER FUNCTION predawn.record_entries() OWNER TO predawn_batch;
REVOKE ALL ON FUNCTION
    predawn.record_presence(text, boolean), predawn.record_mark(), predawn.record_deletion(), predawn.record_entries()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION predawn.record_presence(text, boolean) TO predawn_batch;

CREATE OR REPLACE VIEW analytics.prediction_changes AS
SELECT
    c.project_id,
    c.publication_id,
    coalesce(c.presence, b.kind) AS kind,
    c.changed_at,
    c.from_run,
    c.to_run,
    c.from_tag,
    c.to_tag,
    c.from_score,
    c.to_score,
    CASE WHEN c.presence IS NULL THEN b.reason END AS reason,
    c.change_id
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id;

CREATE VIEW analytics.changes AS
SELECT
    c.change_id,
    coalesce(c.presence, b.kind) AS kind,
    c.project_id,
    c.from_tag,
    c.to_tag,
    c.from_tags,
    c.to_tags,
    c.from_score,
    c.to_score AS score,
    c.to_run AS run_id,
    c.publication_id,
    c.changed_at AS at
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id;
GRANT SELECT ON analytics.changes TO predawn_analyst, predawn_batch, predawn_api;

COMMENT ON COLUMN analytics.prediction_changes.kind IS
    'publish or rollback; removal if the project left the catalogue while the run was in service, return if it came back.';
COMMENT ON COLUMN analytics.prediction_changes.change_id IS
    'The number of the change; a higher one was committed later.';
COMMENT ON VIEW analytics.changes IS
    'What GET /changes tells: each change of a stored answer''s tag, in order. The first publication, which changed every answer, is not spelled out.';
COMMENT ON COLUMN analytics.changes.change_id IS
    'The number of the change; a higher one was committed later.';
COMMENT ON COLUMN analytics.changes.kind IS
    'publish or rollback; removal if the project left the catalogue while the run was in service, return if it came back.';
COMMENT ON COLUMN analytics.changes.project_id IS
    'The project whose answer changed.';
COMMENT ON COLUMN analytics.changes.from_tag IS
    'The predicted tag before; null if there was no answer.';
COMMENT ON COLUMN analytics.changes.to_tag IS
    'The predicted tag after; null if there is no answer any more.';
COMMENT ON COLUMN analytics.changes.from_tags IS
    'All tags before, if the model predicted several; otherwise null.';
COMMENT ON COLUMN analytics.changes.to_tags IS
    'All tags after, if the model predicts several; otherwise null.';
COMMENT ON COLUMN analytics.changes.from_score IS
    'The score before; null if there was no answer.';
COMMENT ON COLUMN analytics.changes.score IS
    'The score after; null if there is no answer any more.';
COMMENT ON COLUMN analytics.changes.run_id IS
    'The run in service after the change.';
COMMENT ON COLUMN analytics.changes.publication_id IS
    'The publication that brought the change, or the latest one when the project left or came back.';
COMMENT ON COLUMN analytics.changes.at IS
    'When the change was made.';
