-- What analysts read. The run in service is asked for in a scalar subquery, so that the executor
-- prunes every other partition before it starts.

CREATE VIEW analytics.predictions AS
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
    p.run_id,
    p.model_version,
    p.scored_at,
    p.origin
FROM predawn.predictions AS p
JOIN predawn.projects AS j ON j.project_id = p.project_id
WHERE p.run_id = (SELECT s.run_id FROM predawn.serving AS s)
    AND j.removed_at IS NULL;

CREATE VIEW analytics.prediction_history AS
SELECT
    p.project_id,
    p.run_id,
    first_published.published_at,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    p.model_version,
    p.scored_at,
    p.origin,
    p.run_id = (SELECT s.run_id FROM predawn.serving AS s) AS in_service
FROM predawn.predictions AS p
JOIN (
    SELECT to_run AS run_id, min(published_at) AS published_at
    FROM predawn.publications
    GROUP BY to_run
) AS first_published ON first_published.run_id = p.run_id;

CREATE VIEW analytics.prediction_changes AS
SELECT
    c.project_id,
    c.publication_id,
    b.kind,
    c.changed_at,
    c.from_run,
    c.to_run,
    c.from_tag,
    c.to_tag,
    c.from_score,
    c.to_score,
    b.reason
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id;

CREATE VIEW analytics.publications AS
SELECT
    b.publication_id,
    b.from_run,
    b.to_run,
    b.kind,
    b.forced,
    b.actor,
    b.reason,
    b.published_at
FROM predawn.publications AS b;

CREATE VIEW analytics.runs AS
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
    r.pruned_at
FROM predawn.runs AS r;

CREATE VIEW analytics.run_tag_counts AS
SELECT
    d.run_id,
    d.label AS predicted_tag,
    d.items AS projects,
    d.mean_score::real AS mean_score
FROM predawn.run_distributions AS d
WHERE d.scope = 'catalogue' AND d.distribution = 'tags';

CREATE VIEW analytics.run_figures AS
SELECT
    f.run_id,
    f.scope,
    f.name,
    f.status,
    f.value,
    f.threshold,
    f.detail,
    f.measured_at
FROM predawn.run_figures AS f;

CREATE VIEW analytics.run_distributions AS
SELECT
    d.run_id,
    d.scope,
    d.distribution,
    d.position,
    d.label,
    d.items,
    d.lower,
    d.upper,
    d.mean_score,
    d.accuracy
FROM predawn.run_distributions AS d;

CREATE VIEW analytics.models AS
SELECT
    m.model_version,
    m.predictor,
    m.status,
    m.created_at,
    m.args,
    m.metrics,
    m.training_data,
    m.library_versions,
    m.artifact_sha256,
    octet_length(m.artifact) AS artifact_bytes
FROM predawn.models AS m;

CREATE VIEW analytics.model_examples AS
SELECT
    e.model_version,
    e.project_id,
    e.tag AS known_tag,
    e.tags AS known_tags,
    e.held_out,
    e.predicted_tag,
    e.predicted_tags,
    e.score
FROM predawn.model_examples AS e;

CREATE VIEW analytics.inference_log AS
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
    i.latency_seconds
FROM predawn.inference_log AS i;

CREATE FUNCTION analytics.diff(run_a bigint, run_b bigint)
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
        WHERE i.inhparent = 'predawn.predictions'::regclass AND NOT i.inhdetachpending
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
    FROM (SELECT * FROM predawn.predictions AS p WHERE p.run_id = run_a) AS a
    FULL JOIN (SELECT * FROM predawn.predictions AS p WHERE p.run_id = run_b) AS b
        ON b.project_id = a.project_id
    WHERE a.predicted_tag IS DISTINCT FROM b.predicted_tag;
END
$$;
