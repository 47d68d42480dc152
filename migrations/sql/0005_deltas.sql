-- A run may be a base and a delta: its own table then holds what differs from its base, a whole run of the same
-- model. Deltas have a partitioned parent of their own, because whole runs have no empty columns.

CREATE TABLE predawn.prediction_deltas (
    run_id bigint NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    predicted_tag text,
    score real,
    tags text[],
    scores real[],
    content_hash bytea,
    model_version integer,
    scored_at timestamptz,
    origin text,
    PRIMARY KEY (run_id, project_id)
) PARTITION BY LIST (run_id);
CREATE INDEX prediction_deltas_by_tag
    ON predawn.prediction_deltas (run_id, predicted_tag, score DESC, project_id);
ALTER TABLE predawn.prediction_deltas OWNER TO predawn_batch;
GRANT SELECT ON predawn.prediction_deltas TO predawn_owner, predawn_api;

-- Runs from before are whole, and have seen no known sync: the first one after them is compared in full.
ALTER TABLE predawn.runs
    ADD COLUMN whole_run bigint,
    ADD COLUMN last_sync bigint,
    ADD COLUMN own_rows bigint;
UPDATE predawn.runs SET own_rows = scored + reused WHERE attached_at IS NOT NULL;

-- Sums of scores in billionths, which are exact whatever the order of the rows.
ALTER TABLE predawn.run_distributions ADD COLUMN score_sum bigint;

-- Deleted projects leave no trace, so the next run is compared with the catalogue in full.
CREATE OR REPLACE FUNCTION predawn.forget_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE predawn.syncs SET sha256 = NULL WHERE sha256 IS NOT NULL;
    UPDATE predawn.runs SET last_sync = NULL WHERE last_sync IS NOT NULL;
    RETURN NULL;
END
$$;

-- The rows of a run, complete and retained, whatever it took to make it. A row of the base belongs to the run that
-- is read. PostgreSQL puts the body in the place of a call.
CREATE FUNCTION predawn.run_predictions(run bigint) RETURNS SETOF predawn.predictions LANGUAGE sql STABLE AS $$
SELECT
    run, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash, b.model_version, b.scored_at,
    CASE WHEN b.run_id = run THEN b.origin ELSE 'reused' END
FROM predawn.predictions AS b
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = run AND d.project_id = b.project_id
WHERE b.run_id = (SELECT coalesce(r.whole_run, r.run_id) FROM predawn.runs AS r WHERE r.run_id = run)
    AND d.project_id IS NULL
UNION ALL
SELECT
    d.run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash, d.model_version, d.scored_at,
    d.origin
FROM predawn.prediction_deltas AS d
WHERE d.run_id = run AND d.predicted_tag IS NOT NULL
$$;
REVOKE ALL ON FUNCTION predawn.run_predictions(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION predawn.run_predictions(bigint) TO predawn_batch, predawn_api;

-- Analysts have no rights on the tables, so the views spell out what the function does.
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
    CASE WHEN p.run_id = (SELECT s.run_id FROM predawn.serving AS s) THEN p.origin ELSE 'reused' END AS origin
FROM predawn.predictions AS p
JOIN predawn.projects AS j ON j.project_id = p.project_id
LEFT JOIN predawn.prediction_deltas AS d
    ON d.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND d.project_id = p.project_id
WHERE p.run_id = (
        SELECT coalesce(r.whole_run, r.run_id) FROM predawn.serving AS s JOIN predawn.runs AS r ON r.run_id = s.run_id
    )
    AND d.project_id IS NULL
    AND j.removed_at IS NULL
UNION ALL
SELECT
    d.project_id,
    j.title,
    j.description,
    j.created_on,
    j.tag,
    j.tags,
    d.predicted_tag,
    d.score,
    d.tags,
    d.scores,
    d.content_hash = j.content_hash,
    d.run_id,
    d.model_version,
    d.scored_at,
    d.origin
FROM predawn.prediction_deltas AS d
JOIN predawn.projects AS j ON j.project_id = d.project_id
WHERE d.run_id = (SELECT s.run_id FROM predawn.serving AS s)
    AND d.predicted_tag IS NOT NULL
    AND j.removed_at IS NULL;

-- The table of a pruned run is gone while its base may be there.
CREATE OR REPLACE VIEW analytics.prediction_history AS
SELECT
    p.project_id,
    r.run_id,
    first_published.published_at,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    p.model_version,
    p.scored_at,
    CASE WHEN p.run_id = r.run_id THEN p.origin ELSE 'reused' END AS origin,
    r.run_id = (SELECT s.run_id FROM predawn.serving AS s) AS in_service
FROM predawn.runs AS r
JOIN (
    SELECT to_run AS run_id, min(published_at) AS published_at
    FROM predawn.publications
    GROUP BY to_run
) AS first_published ON first_published.run_id = r.run_id
JOIN predawn.predictions AS p ON p.run_id = coalesce(r.whole_run, r.run_id)
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = r.run_id AND d.project_id = p.project_id
WHERE r.pruned_at IS NULL AND d.project_id IS NULL
UNION ALL
SELECT
    d.project_id,
    d.run_id,
    first_published.published_at,
    d.predicted_tag,
    d.score,
    d.tags,
    d.scores,
    d.model_version,
    d.scored_at,
    d.origin,
    d.run_id = (SELECT s.run_id FROM predawn.serving AS s)
FROM predawn.prediction_deltas AS d
JOIN (
    SELECT to_run AS run_id, min(published_at) AS published_at
    FROM predawn.publications
    GROUP BY to_run
) AS first_published ON first_published.run_id = d.run_id
JOIN predawn.runs AS r ON r.run_id = d.run_id
WHERE r.pruned_at IS NULL AND d.predicted_tag IS NOT NULL;

CREATE OR REPLACE VIEW analytics.runs AS
SELECT
    r.run_id,
    r.status,
    r.run_id IS NOT DISTINCT FROM (SELECT s.run_id FROM predawn.serving AS s) AS in_service,
    r.model_version,
    r.mode,
    r.trigger,
    r.phase,
    r.attempt,
    r.total,
    r.scored,
    r.reused,
    r.base_run,
    r.removed,
    r.failed,
    r.checks,
    r.error,
    r.started_at,
    r.finished_at,
    r.finished_at - r.started_at AS duration,
    r.checked_at,
    r.pruned_at,
    r.whole_run,
    r.own_rows
FROM predawn.runs AS r;
COMMENT ON COLUMN analytics.runs.whole_run IS
    'The whole run that this run is stored as the difference from; null if it is a whole run itself.';
COMMENT ON COLUMN analytics.runs.own_rows IS
    'The number of rows in the table of the run: all its predictions, or what differs from its whole run.';

CREATE OR REPLACE FUNCTION analytics.diff(run_a bigint, run_b bigint)
RETURNS TABLE (
    project_id text, change text, from_tag text, to_tag text, from_score real, to_score real
)
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing bigint;
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
        b.score
    FROM predawn.run_predictions(run_a) AS a
    FULL JOIN predawn.run_predictions(run_b) AS b ON b.project_id = a.project_id
    WHERE a.predicted_tag IS DISTINCT FROM b.predicted_tag;
END
$$;
GRANT EXECUTE ON FUNCTION predawn.run_predictions(bigint) TO predawn_owner;
