-- What analysts compare and count: all tags of multi-label models, and not the first ones alone.

-- The columns of what a function returns cannot be changed.
DROP FUNCTION analytics.diff(bigint, bigint);
CREATE FUNCTION analytics.diff(run_a bigint, run_b bigint)
RETURNS TABLE (
    project_id text, change text, from_tag text, to_tag text, from_score real, to_score real,
    from_value double precision, to_value double precision, from_items text[], to_items text[],
    from_tags text[], to_tags text[]
)
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing bigint;
    a_has_lists boolean;
    b_has_lists boolean;
BEGIN
    -- A run that was dropped, or never was, would look like one that every project has left.
    SELECT n INTO missing
    FROM unnest(ARRAY[run_a, run_b]) AS n
    WHERE NOT EXISTS (
        SELECT
        FROM pg_inherits AS i
        WHERE i.inhparent IN ('predawn.predictions'::regclass, 'predawn.prediction_deltas'::regclass)
            AND NOT i.inhdetachpending
            AND i.inhrelid = to_regclass('predawn.predictions_' || n)
    );
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'no_data_found',
            MESSAGE = 'The predictions of run ' || missing || ' are not there.',
            HINT = 'analytics.runs says which runs there were; those with pruned_at are no longer retained.';
    END IF;
    SELECT
        bool_or(r.run_id = run_a AND m.args @> '{"multi_label": true}'),
        bool_or(r.run_id = run_b AND m.args @> '{"multi_label": true}')
    INTO a_has_lists, b_has_lists
    FROM predawn.runs AS r
    JOIN predawn.models AS m ON m.model_version = r.model_version
    WHERE r.run_id IN (run_a, run_b);
    RETURN QUERY
    SELECT
        coalesce(a.project_id, b.project_id),
        CASE
            WHEN a.project_id IS NULL THEN 'added'
            WHEN b.project_id IS NULL THEN 'removed'
            ELSE 'changed'
        END,
        a.predicted_tag,
        b.predicted_tag,
        a.score,
        b.score,
        a.value,
        b.value,
        a.items,
        b.items,
        CASE WHEN a_has_lists THEN a.tags END,
        CASE WHEN b_has_lists THEN b.tags END
    FROM predawn.run_predictions(run_a) AS a
    FULL JOIN predawn.run_predictions(run_b) AS b ON b.project_id = a.project_id
    WHERE a.project_id IS NULL
        OR b.project_id IS NULL
        OR CASE
            -- The order of a list is that of the scores.
            WHEN a_has_lists AND b_has_lists THEN NOT (a.tags @> b.tags AND a.tags <@ b.tags)
            ELSE a.predicted_tag IS DISTINCT FROM b.predicted_tag
        END
        OR a.value IS DISTINCT FROM b.value
        OR a.items IS DISTINCT FROM b.items;
END
$$;
COMMENT ON FUNCTION analytics.diff(bigint, bigint) IS
    'The projects that differ between run_a and run_b: added, removed or changed, with what either run has. A project has changed if its tag, number or items differ; if both models are multi-label, if it lost or gained a tag. from_tags and to_tags are the lists of multi-label models, null otherwise. Both runs must be retained.';
REVOKE ALL ON FUNCTION analytics.diff(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analytics.diff(bigint, bigint) TO predawn_analyst, predawn_batch, predawn_api;
-- predawn_batch owns the tables of predictions, and so a function that reads them with the rights of its owner.
GRANT CREATE ON SCHEMA analytics TO predawn_batch;
ALTER FUNCTION analytics.diff(bigint, bigint) OWNER TO predawn_batch;
REVOKE CREATE ON SCHEMA analytics FROM predawn_batch;

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
    c.change_id,
    c.from_value,
    c.to_value,
    c.from_items,
    c.to_items,
    c.from_tags,
    c.to_tags
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id;
COMMENT ON VIEW analytics.prediction_changes IS
    'One row for each project whose answer a publication, its leaving or return, or a correction changed: another tag, other tags, another number or other items. Kept after the runs are dropped.';
COMMENT ON COLUMN analytics.prediction_changes.publication_id IS
    'The publication that brought the change, or the latest one before it.';
COMMENT ON COLUMN analytics.prediction_changes.from_tag IS
    'The tag before; null if there was no answer, or one without tags.';
COMMENT ON COLUMN analytics.prediction_changes.to_tag IS
    'The tag after; null if there is no answer any more, or one without tags.';
COMMENT ON COLUMN analytics.prediction_changes.from_tags IS
    'All tags before, if the model predicted several; otherwise null.';
COMMENT ON COLUMN analytics.prediction_changes.to_tags IS
    'All tags after, if the model predicts several; otherwise null.';

COMMENT ON COLUMN analytics.publications.forced IS
    'True if a person published a run that something spoke against: a check had held it, it was never checked, or its model could not be loaded. Versions before revision 0029 recorded every publication with --force.';

ALTER TABLE predawn.run_distributions
    DROP CONSTRAINT run_distributions_distribution_check,
    ADD CONSTRAINT run_distributions_distribution_check
        CHECK (distribution IN ('tags', 'all_tags', 'best_tags', 'scores', 'calibration', 'text_lengths', 'values'));

CREATE OR REPLACE VIEW analytics.run_tag_counts AS
SELECT
    d.run_id,
    d.label AS predicted_tag,
    d.items AS projects,
    d.mean_score::real AS mean_score
FROM predawn.run_distributions AS d
WHERE d.scope = 'catalogue'
    AND CASE d.distribution
        WHEN 'all_tags' THEN true
        WHEN 'tags' THEN NOT EXISTS (
            SELECT
            FROM predawn.run_distributions AS a
            WHERE a.run_id = d.run_id AND a.scope = 'catalogue' AND a.distribution = 'all_tags'
        )
        ELSE false
    END;
COMMENT ON VIEW analytics.run_tag_counts IS
    'The number of projects with each tag in each run, as counted when the run was made: projects that were forgotten since are in it. Kept after the run is dropped.';
COMMENT ON COLUMN analytics.run_tag_counts.predicted_tag IS
    'The tag. A project of a multi-label model counts under each of its tags, or under other if it has none; in runs from before revision 0029, under the first.';
COMMENT ON COLUMN analytics.run_tag_counts.mean_score IS
    'The mean of their scores for that tag; for other, of their highest scores.';
COMMENT ON COLUMN analytics.run_distributions.distribution IS
    'tags (predicted, of a multi-label model the first), all_tags (each tag of a multi-label model), best_tags (highest-scored, even if too uncertain to be predicted), scores, calibration (labelled projects that the model was not trained on, by score), text_lengths (characters, of a sample) or values (predicted numbers).';

COMMENT ON COLUMN analytics.prediction_history.tags IS
    'Tags by descending score: up to ten, or for a multi-label model all that it predicts, possibly none.';
COMMENT ON COLUMN analytics.inference_log.tags IS
    'Tags by descending score: up to ten, or for a multi-label model all that it predicts, possibly none.';
