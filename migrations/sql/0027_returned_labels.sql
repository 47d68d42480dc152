-- A project that was deleted and is entered again had no known tag meanwhile: labels that were counted then did not count it,
-- so they must not be reckoned as if they had.
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
        INSERT INTO predawn.label_changes (project_id) VALUES (entered.project_id);
        PERFORM predawn.apply_correction(entered.project_id);
    END LOOP;
    RETURN NULL;
END
$$;

-- What was reckoned from counts of before may be wrong by such a project: the next run counts each base once more.
UPDATE predawn.runs SET labels_as_of = NULL WHERE labels_as_of IS NOT NULL;
