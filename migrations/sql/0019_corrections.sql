-- Corrections: what a person says a project's tag is. Each is bound to the content hash of the text that the person saw, and
-- in force while the project has that text. Lookups read a project anyway, so what is in force stands in its row, too; the
-- table has who said it, when and why, and what was said before.

CREATE TABLE predawn.corrections (
    correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id text COLLATE "C" NOT NULL,
    content_hash bytea NOT NULL,
    -- One of the two: lists are for models that predict several tags of a project, or none.
    tag text,
    tags text[],
    reason text,
    actor text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    ending text CHECK (ending IN ('replaced', 'withdrawn')),
    ended_by text,
    ended_at timestamptz,
    CHECK ((tag IS NULL) <> (tags IS NULL)),
    CHECK ((ending IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX corrections_by_project ON predawn.corrections (project_id) WHERE ending IS NULL;
CREATE INDEX corrections_of_project ON predawn.corrections (project_id, correction_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.corrections TO predawn_batch;
GRANT USAGE ON SEQUENCE predawn.corrections_correction_id_seq TO predawn_batch;
GRANT SELECT ON predawn.corrections TO predawn_api;

-- The last correction of each project that was not withdrawn, and when that was last set, replaced or withdrawn. It is in
-- force where the two hashes are equal.
ALTER TABLE predawn.projects
    ADD COLUMN corrected_tag text,
    ADD COLUMN corrected_tags text[],
    ADD COLUMN corrected_hash bytea,
    ADD COLUMN corrected_at timestamptz;
CREATE INDEX projects_corrected ON predawn.projects (project_id) WHERE corrected_hash IS NOT NULL;

-- What is known of projects' tags: the correction in force, or else what the source says.
CREATE VIEW predawn.labelled_projects AS
SELECT
    p.project_id,
    p.title,
    p.description,
    p.features,
    p.content_hash,
    p.removed_at,
    p.changed_in,
    CASE WHEN p.corrected_hash = p.content_hash THEN p.corrected_tag ELSE p.tag END AS tag,
    CASE WHEN p.corrected_hash = p.content_hash THEN p.corrected_tags ELSE p.tags END AS tags
FROM predawn.projects AS p;
GRANT SELECT ON predawn.labelled_projects TO predawn_batch, predawn_api;

-- Brings what a project's row has of its correction up to date.
CREATE FUNCTION predawn.apply_correction(id text) RETURNS void LANGUAGE sql AS $$
UPDATE predawn.projects AS p
SET
    corrected_tag = c.tag,
    corrected_tags = c.tags,
    corrected_hash = c.content_hash,
    corrected_at = clock_timestamp()
FROM (SELECT id AS project_id) AS k
LEFT JOIN predawn.corrections AS c ON c.project_id = k.project_id AND c.ending IS NULL
WHERE p.project_id = k.project_id
    AND (p.corrected_tag, p.corrected_tags, p.corrected_hash) IS DISTINCT FROM (c.tag, c.tags, c.content_hash)
$$;

-- At the end of the transaction, so that a correction that replaces another one is one change.
CREATE FUNCTION predawn.take_correction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM predawn.apply_correction(OLD.project_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM predawn.apply_correction(NEW.project_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER corrections_are_taken AFTER INSERT OR UPDATE OR DELETE ON predawn.corrections
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION predawn.take_correction();

-- Changes of answers: a correction, its withdrawal, and its expiry where the text has changed, are changes, too.
ALTER TABLE predawn.prediction_changes
    DROP CONSTRAINT prediction_changes_presence_check,
    ADD CONSTRAINT prediction_changes_presence_check
    CHECK (presence IN ('removal', 'return', 'correction', 'withdrawal', 'expiry'));

-- Records how the answer about a project changes, if the run in service has a prediction of it. Before and after, the
-- project is in the catalogue or not, and has corrected tags or none.
CREATE FUNCTION predawn.record_answer(
    id text, kind text, was_active boolean, was_corrected text[], is_active boolean, is_corrected text[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('predawn.pointer'));
    INSERT INTO predawn.prediction_changes (
        publication_id, project_id, from_run, to_run, presence,
        from_tag, to_tag, from_score, to_score, from_tags, to_tags
    )
    SELECT
        s.publication_id, id, s.run_id, s.run_id, kind,
        f.tag, t.tag, f.score, t.score,
        CASE WHEN s.multi_label THEN f.tags END, CASE WHEN s.multi_label THEN t.tags END
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
            coalesce(d.predicted_tag, b.predicted_tag) AS tag,
            coalesce(d.score, b.score) AS score,
            coalesce(d.tags, b.tags) AS tags
    ) AS p
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN was_corrected IS NULL THEN p.tag ELSE coalesce(was_corrected[1], 'other') END AS tag,
            CASE WHEN was_corrected IS NULL THEN p.score ELSE 1 END AS score,
            coalesce(was_corrected, p.tags) AS tags
        WHERE was_active
        UNION ALL
        SELECT NULL, NULL, NULL WHERE NOT was_active
    ) AS f
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN is_corrected IS NULL THEN p.tag ELSE coalesce(is_corrected[1], 'other') END AS tag,
            CASE WHEN is_corrected IS NULL THEN p.score ELSE 1 END AS score,
            coalesce(is_corrected, p.tags) AS tags
        WHERE is_active
        UNION ALL
        SELECT NULL, NULL, NULL WHERE NOT is_active
    ) AS t
    WHERE p.tag IS NOT NULL
        AND (
            f.tag IS DISTINCT FROM t.tag
            OR (s.multi_label AND was_active AND is_active AND NOT (f.tags @> t.tags AND f.tags <@ t.tags))
        );
    IF FOUND THEN
        PERFORM pg_notify('predawn_published', '');
    END IF;
END
$$;

DROP TRIGGER marks_are_recorded ON predawn.projects;
DROP FUNCTION predawn.record_mark();
CREATE FUNCTION predawn.record_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was_active boolean := OLD.removed_at IS NULL;
    is_active boolean := NEW.removed_at IS NULL;
    was_corrected text[] := CASE WHEN OLD.corrected_hash = OLD.content_hash THEN coalesce(OLD.corrected_tags, ARRAY[OLD.corrected_tag]) END;
    is_corrected text[] := CASE WHEN NEW.corrected_hash = NEW.content_hash THEN coalesce(NEW.corrected_tags, ARRAY[NEW.corrected_tag]) END;
BEGIN
    PERFORM predawn.record_answer(
        NEW.project_id,
        CASE
            WHEN was_active AND NOT is_active THEN 'removal'
            WHEN is_active AND NOT was_active THEN 'return'
            WHEN is_corrected IS NOT NULL THEN 'correction'
            WHEN NEW.corrected_hash IS NULL THEN 'withdrawal'
            ELSE 'expiry'
        END,
        was_active, was_corrected, is_active, is_corrected
    );
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER answers_are_recorded AFTER UPDATE ON predawn.projects
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (
        (OLD.removed_at IS NULL) <> (NEW.removed_at IS NULL)
        OR CASE WHEN OLD.corrected_hash = OLD.content_hash THEN coalesce(OLD.corrected_tags, ARRAY[OLD.corrected_tag]) END
        IS DISTINCT FROM CASE WHEN NEW.corrected_hash = NEW.content_hash THEN coalesce(NEW.corrected_tags, ARRAY[NEW.corrected_tag]) END
    )
    EXECUTE FUNCTION predawn.record_update();

-- What is deleted and entered again has its correction again, if it has its text again.
CREATE OR REPLACE FUNCTION predawn.record_deletion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was_active boolean := OLD.removed_at IS NULL;
    was_corrected text[] := CASE WHEN OLD.corrected_hash = OLD.content_hash THEN coalesce(OLD.corrected_tags, ARRAY[OLD.corrected_tag]) END;
    active boolean;
    corrected text[];
BEGIN
    -- Null, unless the same transaction has entered it again.
    SELECT p.removed_at IS NULL, CASE WHEN p.corrected_hash = p.content_hash THEN coalesce(p.corrected_tags, ARRAY[p.corrected_tag]) END
    INTO active, corrected
    FROM predawn.projects AS p
    WHERE p.project_id = OLD.project_id;
    IF was_active <> coalesce(active, false) OR was_corrected IS DISTINCT FROM corrected THEN
        PERFORM predawn.record_answer(
            OLD.project_id,
            CASE
                WHEN was_active = coalesce(active, false) THEN 'expiry' WHEN was_active THEN 'removal' ELSE 'return'
            END,
            was_active, was_corrected, coalesce(active, false), corrected
        );
    END IF;
    IF active IS NULL THEN
        INSERT INTO predawn.deleted_projects VALUES (OLD.project_id) ON CONFLICT DO NOTHING;
    ELSE
        PERFORM predawn.apply_correction(OLD.project_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION predawn.record_entries() RETURNS trigger
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
            PERFORM predawn.record_answer(entered.project_id, 'return', false, NULL, true, NULL);
        END IF;
        PERFORM predawn.apply_correction(entered.project_id);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION predawn.record_truncation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM predawn.record_answer(
        p.project_id, 'removal', true,
        CASE WHEN p.corrected_hash = p.content_hash THEN coalesce(p.corrected_tags, ARRAY[p.corrected_tag]) END, false, NULL
    )
    FROM predawn.projects AS p
    WHERE p.removed_at IS NULL;
    INSERT INTO predawn.deleted_projects
    SELECT p.project_id FROM predawn.projects AS p
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
DROP FUNCTION predawn.record_presence(text, boolean);

-- A known tag changes with a correction, with its withdrawal and with its expiry, too.
CREATE OR REPLACE FUNCTION predawn.note_label_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.corrected_hash = OLD.content_hash THEN
        INSERT INTO predawn.label_changes (project_id, tag, tags)
        VALUES (OLD.project_id, OLD.corrected_tag, OLD.corrected_tags);
    ELSE
        INSERT INTO predawn.label_changes (project_id, tag, tags) VALUES (OLD.project_id, OLD.tag, OLD.tags);
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER changed_labels_are_noted ON predawn.projects;
CREATE TRIGGER changed_labels_are_noted AFTER UPDATE ON predawn.projects
    FOR EACH ROW WHEN (
        CASE WHEN NEW.corrected_hash = NEW.content_hash THEN NEW.corrected_tag ELSE NEW.tag END
        IS DISTINCT FROM CASE WHEN OLD.corrected_hash = OLD.content_hash THEN OLD.corrected_tag ELSE OLD.tag END
        OR CASE WHEN NEW.corrected_hash = NEW.content_hash THEN NEW.corrected_tags ELSE NEW.tags END
        IS DISTINCT FROM CASE WHEN OLD.corrected_hash = OLD.content_hash THEN OLD.corrected_tags ELSE OLD.tags END
    )
    EXECUTE FUNCTION predawn.note_label_change();

ALTER FUNCTION predawn.take_correction() OWNER TO predawn_batch;
ALTER FUNCTION predawn.record_update() OWNER TO predawn_batch;
REVOKE ALL ON FUNCTION
    predawn.apply_correction(text),
    predawn.take_correction(),
    predawn.record_answer(text, text, boolean, text[], boolean, text[]),
    predawn.record_update()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    predawn.apply_correction(text),
    predawn.record_answer(text, text, boolean, text[], boolean, text[])
TO predawn_batch;

-- Corrected projects have an arm of their own, so that predictions of a tag are still found, and ordered, by their index.
CREATE OR REPLACE VIEW analytics.predictions AS
SELECT
    p.project_id,
    j.title,
    j.description,
    j.created_on,
    j.tag AS known_tag,
    j.tags AS known_tags,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    p.content_hash = j.content_hash AS fits_text,
    (SELECT s.run_id FROM predawn.serving AS s) AS run_id,
    p.model_version,
    p.scored_at,
    CASE WHEN p.run_id = (SELECT s.run_id FROM predawn.serving AS s) THEN p.origin ELSE 'reused' END AS origin,
    CAST(j.features AS jsonb) AS features,
    CASE WHEN p.model_tag IS NULL THEN 'cache' ELSE 'correction' END AS source,
    p.model_tag
FROM (
    SELECT
        false AS differs, b.run_id, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash,
        b.model_version, b.scored_at, b.origin, CAST(NULL AS text) AS model_tag
    FROM predawn.predictions AS b
    UNION ALL
    SELECT
        true, d.run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash,
        d.model_version, d.scored_at, d.origin, CAST(NULL AS text)
    FROM predawn.prediction_deltas AS d
    UNION ALL
    SELECT
        q.differs, q.run_id, q.project_id, coalesce(c.corrected_tags[1], c.corrected_tag, 'other'), CAST(1 AS real),
        coalesce(c.corrected_tags, ARRAY[c.corrected_tag]),
        array_fill(CAST(1 AS real), ARRAY[cardinality(coalesce(c.corrected_tags, ARRAY[c.corrected_tag]))]),
        q.content_hash, q.model_version, q.scored_at, q.origin, q.predicted_tag
    FROM predawn.projects AS c
    JOIN (
        SELECT
            false AS differs, b.run_id, b.project_id, b.predicted_tag, b.content_hash, b.model_version, b.scored_at,
            b.origin
        FROM predawn.predictions AS b
        UNION ALL
        SELECT
            true, d.run_id, d.project_id, d.predicted_tag, d.content_hash, d.model_version, d.scored_at, d.origin
        FROM predawn.prediction_deltas AS d
    ) AS q ON q.project_id = c.project_id
    WHERE c.corrected_hash = c.content_hash AND q.predicted_tag IS NOT NULL
) AS p
JOIN predawn.projects AS j ON j.project_id = p.project_id
WHERE p.run_id = CASE
        WHEN p.differs THEN (SELECT s.run_id FROM predawn.serving AS s)
        ELSE (
            SELECT coalesce(r.whole_run, r.run_id)
            FROM predawn.serving AS s
            JOIN predawn.runs AS r ON r.run_id = s.run_id
        )
    END
    AND p.predicted_tag IS NOT NULL
    AND j.removed_at IS NULL
    AND NOT EXISTS (
        SELECT FROM predawn.prediction_deltas AS d
        WHERE d.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND d.project_id = p.project_id AND NOT p.differs
    )
    AND (p.model_tag IS NOT NULL OR (j.corrected_hash = j.content_hash) IS NOT TRUE);

CREATE VIEW analytics.corrections AS
SELECT
    c.correction_id,
    c.project_id,
    coalesce(c.tags, ARRAY[c.tag]) AS tags,
    CASE
        WHEN c.ending IS NOT NULL THEN c.ending
        WHEN p.project_id IS NULL OR p.removed_at IS NOT NULL THEN 'removed'
        WHEN p.content_hash = c.content_hash THEN 'in_force'
        ELSE 'expired'
    END AS state,
    c.reason,
    c.actor,
    c.made_at,
    c.ended_by,
    c.ended_at
FROM predawn.corrections AS c
LEFT JOIN predawn.projects AS p ON p.project_id = c.project_id;
GRANT SELECT ON analytics.corrections TO predawn_analyst, predawn_batch, predawn_api;

COMMENT ON COLUMN analytics.predictions.predicted_tag IS
    'The tag with the highest score, or other if that score is below the min_score of the model. For a multi-label model: the first of tags, or other if there are none. The corrected tag if a correction is in force.';
COMMENT ON COLUMN analytics.predictions.source IS
    'cache: as the run stored it; correction: a person says so of the project''s text, with the score 1.';
COMMENT ON COLUMN analytics.predictions.model_tag IS
    'What the model predicted instead, if the source is correction; otherwise null.';
COMMENT ON VIEW analytics.corrections IS
    'What people said projects'' tags are, each bound to the text that the project had.';
COMMENT ON COLUMN analytics.corrections.correction_id IS
    'The number of the correction; a later one has a higher number.';
COMMENT ON COLUMN analytics.corrections.project_id IS
    'The corrected project.';
COMMENT ON COLUMN analytics.corrections.tags IS
    'The tags that it has; none means other.';
COMMENT ON COLUMN analytics.corrections.state IS
    'in_force; expired while the project has another text; removed while it is not in the catalogue; withdrawn, or replaced by a later correction.';
COMMENT ON COLUMN analytics.corrections.reason IS
    'The reason that was given.';
COMMENT ON COLUMN analytics.corrections.actor IS
    'Who made the correction.';
COMMENT ON COLUMN analytics.corrections.made_at IS
    'When it was made.';
COMMENT ON COLUMN analytics.corrections.ended_by IS
    'Who withdrew or replaced it; null if nobody did.';
COMMENT ON COLUMN analytics.corrections.ended_at IS
    'When it was withdrawn or replaced; null if it was not.';
COMMENT ON COLUMN analytics.prediction_changes.kind IS
    'publish or rollback; removal if the project left the catalogue while the run was in service, return if it came back; correction if a person corrected the tag, withdrawal if the correction was withdrawn, expiry if the text has changed since.';
COMMENT ON COLUMN analytics.changes.kind IS
    'publish or rollback; removal if the project left the catalogue while the run was in service, return if it came back; correction if a person corrected the tag, withdrawal if the correction was withdrawn, expiry if the text has changed since.';
COMMENT ON COLUMN analytics.changes.publication_id IS
    'The publication that brought the change, or the latest one before it.';
