-- The labelled projects of a delta run are counted from what its base counts and what differs since. Rows that differ are
-- in the run. Known tags that have changed since leave no trace but here.

-- The known tag, or the known tags, that a project had before they changed. Without a project: some were deleted, whose tags nobody knows.
CREATE TABLE predawn.label_changes (
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id text COLLATE "C",
    tag text,
    tags text[]
);
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.label_changes TO predawn_batch;
GRANT SELECT ON predawn.label_changes TO predawn_api;

CREATE FUNCTION predawn.note_label_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO predawn.label_changes (project_id, tag, tags) VALUES (OLD.project_id, OLD.tag, OLD.tags);
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION predawn.note_label_change() FROM PUBLIC;
CREATE TRIGGER changed_labels_are_noted AFTER UPDATE ON predawn.projects
    FOR EACH ROW WHEN (NEW.tag IS DISTINCT FROM OLD.tag OR NEW.tags IS DISTINCT FROM OLD.tags)
    EXECUTE FUNCTION predawn.note_label_change();

-- Deleted projects leave no trace, so the next sync reads its whole source, and the next run is compared in full. The
-- change is noted first: a run that counts labels holds that table before it changes its own row.
CREATE OR REPLACE FUNCTION predawn.forget_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO predawn.label_changes DEFAULT VALUES;
    UPDATE predawn.syncs SET settings_hash = NULL WHERE settings_hash IS NOT NULL;
    UPDATE predawn.runs SET last_sync = NULL WHERE last_sync IS NOT NULL;
    RETURN NULL;
END
$$;

-- What a whole run predicts for labelled projects that its model was not trained on, by known tag, highest-scored tag and
-- bin of the score. Sums of scores are in billionths.
CREATE TABLE predawn.run_label_counts (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    known_tag text NOT NULL,
    best_tag text NOT NULL,
    score_bin integer NOT NULL,
    projects bigint NOT NULL,
    score_sum bigint NOT NULL
);
CREATE INDEX run_label_counts_by_run ON predawn.run_label_counts (run_id);

-- The same of projects with lists of known tags, of a multi-label model: without a bin the projects, those whose
-- predicted tags are the known ones, and their known tags; in each bin the predicted tags, and the right ones.
CREATE TABLE predawn.run_label_set_counts (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    score_bin integer,
    items bigint NOT NULL,
    correct bigint NOT NULL,
    known_tags bigint NOT NULL,
    score_sum bigint NOT NULL
);
CREATE INDEX run_label_set_counts_by_run ON predawn.run_label_set_counts (run_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.run_label_counts, predawn.run_label_set_counts TO predawn_batch;
GRANT SELECT ON predawn.run_label_counts, predawn.run_label_set_counts TO predawn_api;

-- The last change of a known tag that these counts have seen; null where there are none.
ALTER TABLE predawn.runs ADD COLUMN labels_as_of bigint;
