-- What predictors say besides tags: a number, or a ranking of items. A row has a tag, a number or a ranking, and null in
-- the columns of the others; a row of a delta run without any of them, a tombstone, has no content hash.

ALTER TABLE predawn.predictions
    ALTER COLUMN predicted_tag DROP NOT NULL,
    ALTER COLUMN score DROP NOT NULL,
    ALTER COLUMN tags DROP NOT NULL,
    ALTER COLUMN scores DROP NOT NULL,
    ADD COLUMN value double precision,
    ADD COLUMN items text[],
    ADD COLUMN item_scores double precision[];
ALTER TABLE predawn.prediction_deltas
    ADD COLUMN value double precision,
    ADD COLUMN items text[],
    ADD COLUMN item_scores double precision[];
ALTER TABLE predawn.popular_predictions
    ALTER COLUMN predicted_tag DROP NOT NULL,
    ALTER COLUMN score DROP NOT NULL,
    ALTER COLUMN tags DROP NOT NULL,
    ALTER COLUMN scores DROP NOT NULL,
    ADD COLUMN value double precision,
    ADD COLUMN items text[],
    ADD COLUMN item_scores double precision[];
ALTER TABLE predawn.inference_log
    ALTER COLUMN predicted_tag DROP NOT NULL,
    ALTER COLUMN score DROP NOT NULL,
    ALTER COLUMN tags DROP NOT NULL,
    ALTER COLUMN scores DROP NOT NULL,
    ADD COLUMN value double precision,
    ADD COLUMN items text[],
    ADD COLUMN item_scores double precision[];

-- What a number should be, where the catalogue knows it; no part of the content hash.
ALTER TABLE predawn.projects ADD COLUMN target double precision;
-- A project that a predictor was trained on may have a known number alone.
ALTER TABLE predawn.model_examples
    DROP CONSTRAINT model_examples_check,
    ADD CONSTRAINT model_examples_check CHECK (tag IS NULL OR tags IS NULL);

ALTER TABLE predawn.run_distributions
    DROP CONSTRAINT run_distributions_distribution_check,
    ADD CONSTRAINT run_distributions_distribution_check
        CHECK (distribution IN ('tags', 'best_tags', 'scores', 'calibration', 'text_lengths', 'values'));

-- The tables of unfinished runs stand alone until they are complete.
DO $$
DECLARE
    alone name;
BEGIN
    FOR alone IN
        SELECT c.relname
        FROM pg_class AS c
        WHERE c.relnamespace = 'predawn'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^predictions_\d+$'
            AND NOT EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = c.oid)
    LOOP
        EXECUTE 'ALTER TABLE predawn.' || alone || ' ADD COLUMN value double precision, ADD COLUMN items text[], '
            'ADD COLUMN item_scores double precision[]';
    END LOOP;
END
$$;

ALTER TABLE predawn.prediction_changes
    ADD COLUMN from_value double precision,
    ADD COLUMN to_value double precision,
    ADD COLUMN from_items text[],
    ADD COLUMN to_items text[];

CREATE OR REPLACE FUNCTION predawn.run_predictions(run bigint) RETURNS SETOF predawn.predictions LANGUAGE sql STABLE AS $$
SELECT
    run, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash, b.model_version, b.scored_at,
    CASE WHEN b.run_id = run THEN b.origin ELSE 'reused' END, b.value, b.items, b.item_scores
FROM predawn.predictions AS b
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = run AND d.project_id = b.project_id
WHERE b.run_id = (SELECT coalesce(r.whole_run, r.run_id) FROM predawn.runs AS r WHERE r.run_id = run)
    AND d.project_id IS NULL
UNION ALL
SELECT
    d.run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash, d.model_version, d.scored_at,
    d.origin, d.value, d.items, d.item_scores
FROM predawn.prediction_deltas AS d
WHERE d.run_id = run AND d.content_hash IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION predawn.record_answer(
    id text, kind text, was_active boolean, was_corrected text[], is_active boolean, is_corrected text[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('predawn.pointer'));
    INSERT INTO predawn.prediction_changes (
        publication_id, project_id, from_run, to_run, presence,
        from_tag, to_tag, from_score, to_score, from_tags, to_tags, from_value, to_value, from_items, to_items
    )
    SELECT
        s.publication_id, id, s.run_id, s.run_id, kind,
        f.tag, t.tag, f.score, t.score,
        CASE WHEN s.multi_label THEN f.tags END, CASE WHEN s.multi_label THEN t.tags END,
        CASE WHEN was_active THEN p.value END, CASE WHEN is_active THEN p.value END,
        CASE WHEN was_active THEN p.items END, CASE WHEN is_active THEN p.items END
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
            coalesce(d.tags, b.tags) AS tags,
            coalesce(d.value, b.value) AS value,
            coalesce(d.items, b.items) AS items
    ) AS p
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN was_corrected IS NULL OR p.tag IS NULL THEN p.tag ELSE coalesce(was_corrected[1], 'other') END AS tag,
            CASE WHEN was_corrected IS NULL OR p.tag IS NULL THEN p.score ELSE 1 END AS score,
            CASE WHEN p.tag IS NOT NULL THEN coalesce(was_corrected, p.tags) END AS tags
        WHERE was_active
        UNION ALL
        SELECT NULL, NULL, NULL WHERE NOT was_active
    ) AS f
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN is_corrected IS NULL OR p.tag IS NULL THEN p.tag ELSE coalesce(is_corrected[1], 'other') END AS tag,
            CASE WHEN is_corrected IS NULL OR p.tag IS NULL THEN p.score ELSE 1 END AS score,
            CASE WHEN p.tag IS NOT NULL THEN coalesce(is_corrected, p.tags) END AS tags
        WHERE is_active
        UNION ALL
        SELECT NULL, NULL, NULL WHERE NOT is_active
    ) AS t
    WHERE num_nonnulls(p.tag, p.value, p.items) > 0
        AND (
            CASE WHEN p.tag IS NULL THEN was_active <> is_active ELSE f.tag IS DISTINCT FROM t.tag END
            OR (s.multi_label AND was_active AND is_active AND NOT (f.tags @> t.tags AND f.tags <@ t.tags))
        );
    IF FOUND THEN
        PERFORM pg_notify('predawn_published', '');
    END IF;
END
$$;

CREATE OR REPLACE VIEW analytics.projects AS
SELECT
    project_id,
    title,
    description,
    created_on,
    tag AS known_tag,
    tags AS known_tags,
    first_seen_at,
    changed_at,
    removed_at,
    removed_at IS NULL AS active,
    CAST(features AS jsonb) AS features,
    target AS known_number
FROM predawn.projects;

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
    p.model_tag,
    p.value,
    p.items,
    p.item_scores,
    j.target AS known_number
FROM (
    SELECT
        false AS differs, b.run_id, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash,
        b.model_version, b.scored_at, b.origin, CAST(NULL AS text) AS model_tag, b.value, b.items, b.item_scores
    FROM predawn.predictions AS b
    UNION ALL
    SELECT
        true, d.run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash,
        d.model_version, d.scored_at, d.origin, CAST(NULL AS text), d.value, d.items, d.item_scores
    FROM predawn.prediction_deltas AS d
    UNION ALL
    SELECT
        q.differs, q.run_id, q.project_id, coalesce(c.corrected_tags[1], c.corrected_tag, 'other'), CAST(1 AS real),
        coalesce(c.corrected_tags, ARRAY[c.corrected_tag]),
        array_fill(CAST(1 AS real), ARRAY[cardinality(coalesce(c.corrected_tags, ARRAY[c.corrected_tag]))]),
        q.content_hash, q.model_version, q.scored_at, q.origin, q.predicted_tag, NULL, NULL, NULL
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
    AND p.content_hash IS NOT NULL
    AND j.removed_at IS NULL
    AND NOT EXISTS (
        SELECT FROM predawn.prediction_deltas AS d
        WHERE d.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND d.project_id = p.project_id AND NOT p.differs
    )
    AND (p.model_tag IS NOT NULL OR p.predicted_tag IS NULL OR (j.corrected_hash = j.content_hash) IS NOT TRUE);

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
    r.run_id = (SELECT s.run_id FROM predawn.serving AS s) AS in_service,
    p.value,
    p.items,
    p.item_scores
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
    d.run_id = (SELECT s.run_id FROM predawn.serving AS s),
    d.value,
    d.items,
    d.item_scores
FROM predawn.prediction_deltas AS d
JOIN (
    SELECT to_run AS run_id, min(published_at) AS published_at
    FROM predawn.publications
    GROUP BY to_run
) AS first_published ON first_published.run_id = d.run_id
JOIN predawn.runs AS r ON r.run_id = d.run_id
WHERE r.pruned_at IS NULL AND d.content_hash IS NOT NULL;

CREATE OR REPLACE VIEW analytics.inference_log AS
SELECT
    i.inference_id,
    i.asked_at,
    i.project_id,
    i.title,
    i.description,
    i.predicted_tag,
    i.score,
    i.tags,
    i.scores,
    i.model_version,
    i.source,
    i.latency_seconds,
    i.in_domain,
    i.value,
    i.items,
    i.item_scores
FROM predawn.inference_log AS i;

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
    c.to_items
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id;

CREATE OR REPLACE VIEW analytics.changes AS
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
    c.changed_at AS at,
    c.from_value,
    c.to_value,
    c.from_items,
    c.to_items
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id;

-- The columns of what a function returns cannot be changed.
DROP FUNCTION analytics.diff(bigint, bigint);
CREATE FUNCTION analytics.diff(run_a bigint, run_b bigint)
RETURNS TABLE (
    project_id text, change text, from_tag text, to_tag text, from_score real, to_score real,
    from_value double precision, to_value double precision, from_items text[], to_items text[]
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
        b.score,
        a.value,
        b.value,
        a.items,
        b.items
    FROM predawn.run_predictions(run_a) AS a
    FULL JOIN predawn.run_predictions(run_b) AS b ON b.project_id = a.project_id
    WHERE a.predicted_tag IS DISTINCT FROM b.predicted_tag
        OR a.value IS DISTINCT FROM b.value
        OR a.items IS DISTINCT FROM b.items;
END
$$;
COMMENT ON FUNCTION analytics.diff(bigint, bigint) IS
    'The projects whose tag, number or items differ between run_a and run_b: added, removed or changed, with what either run has. Both runs must be retained.';
REVOKE ALL ON FUNCTION analytics.diff(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analytics.diff(bigint, bigint) TO predawn_analyst, predawn_batch, predawn_api;
-- predawn_batch owns the tables of predictions; see the revision that made it the owner.
GRANT CREATE ON SCHEMA analytics TO predawn_batch;
ALTER FUNCTION analytics.diff(bigint, bigint) OWNER TO predawn_batch;
REVOKE CREATE ON SCHEMA analytics FROM predawn_batch;

COMMENT ON COLUMN analytics.predictions.predicted_tag IS
    'The tag with the highest score, or other if that score is below the min_score of the model. For a multi-label model: the first of tags, or other if there are none. The corrected tag if a correction is in force. Null if the model says a number or a ranking.';
COMMENT ON COLUMN analytics.predictions.value IS
    'The predicted number; null if the model does not say numbers.';
COMMENT ON COLUMN analytics.predictions.items IS
    'The ranked items, the best first; null if the model does not say rankings.';
COMMENT ON COLUMN analytics.predictions.item_scores IS
    'The scores of items, in the same order.';
COMMENT ON COLUMN analytics.prediction_history.value IS
    'The predicted number; null if the model does not say numbers.';
COMMENT ON COLUMN analytics.prediction_history.items IS
    'The ranked items, the best first; null if the model does not say rankings.';
COMMENT ON COLUMN analytics.prediction_history.item_scores IS
    'The scores of items, in the same order.';
COMMENT ON COLUMN analytics.inference_log.value IS
    'The predicted number; null if the model does not say numbers.';
COMMENT ON COLUMN analytics.inference_log.items IS
    'The ranked items, the best first; null if the model does not say rankings.';
COMMENT ON COLUMN analytics.inference_log.item_scores IS
    'The scores of items, in the same order.';
COMMENT ON COLUMN analytics.prediction_changes.from_value IS
    'The predicted number before; null if there was none.';
COMMENT ON COLUMN analytics.prediction_changes.to_value IS
    'The predicted number after; null if there is none.';
COMMENT ON COLUMN analytics.prediction_changes.from_items IS
    'The ranked items before; null if there were none.';
COMMENT ON COLUMN analytics.prediction_changes.to_items IS
    'The ranked items after; null if there are none.';
COMMENT ON COLUMN analytics.changes.from_value IS
    'The predicted number before; null if there was none.';
COMMENT ON COLUMN analytics.changes.to_value IS
    'The predicted number after; null if there is none.';
COMMENT ON COLUMN analytics.changes.from_items IS
    'The ranked items before; null if there were none.';
COMMENT ON COLUMN analytics.changes.to_items IS
    'The ranked items after; null if there are none.';
COMMENT ON COLUMN analytics.predictions.known_number IS
    'The number that the source gives, if any (PREDAWN_COLUMN_TARGET).';
COMMENT ON COLUMN analytics.projects.known_number IS
    'The number that the source gives, if any (PREDAWN_COLUMN_TARGET).';
