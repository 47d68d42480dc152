--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: analytics; Type: SCHEMA; Schema: -; Owner: predawn_owner
--

CREATE SCHEMA analytics;


ALTER SCHEMA analytics OWNER TO predawn_owner;

--
-- Name: predawn; Type: SCHEMA; Schema: -; Owner: predawn_owner
--

CREATE SCHEMA predawn;


ALTER SCHEMA predawn OWNER TO predawn_owner;

--
-- Name: diff(bigint, bigint); Type: FUNCTION; Schema: analytics; Owner: predawn_owner
--

CREATE FUNCTION analytics.diff(run_a bigint, run_b bigint) RETURNS TABLE(project_id text, change text, from_tag text, to_tag text, from_score real, to_score real)
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION analytics.diff(run_a bigint, run_b bigint) OWNER TO predawn_owner;

--
-- Name: FUNCTION diff(run_a bigint, run_b bigint); Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON FUNCTION analytics.diff(run_a bigint, run_b bigint) IS 'The projects whose tag differs between run_a and run_b: added, removed or changed, with both tags and scores. Both runs must be retained.';


--
-- Name: forget_expired_sessions(); Type: FUNCTION; Schema: predawn; Owner: predawn_owner
--

CREATE FUNCTION predawn.forget_expired_sessions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM predawn.ended_sessions WHERE expires_at < now();
    RETURN NULL;
END
$$;


ALTER FUNCTION predawn.forget_expired_sessions() OWNER TO predawn_owner;

--
-- Name: forget_sources(); Type: FUNCTION; Schema: predawn; Owner: predawn_owner
--

CREATE FUNCTION predawn.forget_sources() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE predawn.syncs SET settings_hash = NULL WHERE settings_hash IS NOT NULL;
    UPDATE predawn.runs SET last_sync = NULL WHERE last_sync IS NOT NULL;
    RETURN NULL;
END
$$;


ALTER FUNCTION predawn.forget_sources() OWNER TO predawn_owner;

--
-- Name: forget_sync_of_change(); Type: FUNCTION; Schema: predawn; Owner: predawn_owner
--

CREATE FUNCTION predawn.forget_sync_of_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.changed_in := NULL;
    RETURN NEW;
END
$$;


ALTER FUNCTION predawn.forget_sync_of_change() OWNER TO predawn_owner;

--
-- Name: require_keys(); Type: FUNCTION; Schema: predawn; Owner: predawn_owner
--

CREATE FUNCTION predawn.require_keys() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE predawn.api_access SET requires_key = true;
    RETURN NULL;
END
$$;


ALTER FUNCTION predawn.require_keys() OWNER TO predawn_owner;

SET default_tablespace = '';

--
-- Name: predictions; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL
)
PARTITION BY LIST (run_id);


ALTER TABLE predawn.predictions OWNER TO predawn_batch;

--
-- Name: run_predictions(bigint); Type: FUNCTION; Schema: predawn; Owner: predawn_owner
--

CREATE FUNCTION predawn.run_predictions(run bigint) RETURNS SETOF predawn.predictions
    LANGUAGE sql STABLE
    AS $$
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


ALTER FUNCTION predawn.run_predictions(run bigint) OWNER TO predawn_owner;

--
-- Name: set_content_hash(); Type: FUNCTION; Schema: predawn; Owner: predawn_owner
--

CREATE FUNCTION predawn.set_content_hash() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.content_hash :=
        sha256(convert_to(NEW.title, 'UTF8') || '\x00'::bytea || convert_to(NEW.description, 'UTF8'));
    NEW.changed_at := now();
    RETURN NEW;
END
$$;


ALTER FUNCTION predawn.set_content_hash() OWNER TO predawn_owner;

SET default_table_access_method = heap;

--
-- Name: inference_log; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.inference_log (
    inference_id bigint NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    project_id text COLLATE pg_catalog."C",
    title text,
    description text,
    content_hash bytea,
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    model_version integer NOT NULL,
    source text NOT NULL,
    latency_seconds real NOT NULL
);


ALTER TABLE predawn.inference_log OWNER TO predawn_owner;

--
-- Name: inference_log; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.inference_log AS
 SELECT i.inference_id,
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
   FROM predawn.inference_log i;


ALTER TABLE analytics.inference_log OWNER TO predawn_owner;

--
-- Name: VIEW inference_log; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.inference_log IS 'The answers of the API to inputs without a published row: predictions made on demand, and stored predictions of popular texts.';


--
-- Name: COLUMN inference_log.inference_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.inference_id IS 'The number of the entry.';


--
-- Name: COLUMN inference_log.asked_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.asked_at IS 'When the request came.';


--
-- Name: COLUMN inference_log.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.project_id IS 'The project of the request, if it named one.';


--
-- Name: COLUMN inference_log.title; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.title IS 'The title in the request, if texts are stored.';


--
-- Name: COLUMN inference_log.description; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.description IS 'The description or text in the request, if texts are stored.';


--
-- Name: COLUMN inference_log.predicted_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.predicted_tag IS 'The tag with the highest score, or other.';


--
-- Name: COLUMN inference_log.score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.score IS 'The score of the highest-scored tag.';


--
-- Name: COLUMN inference_log.tags; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.tags IS 'Up to ten tags by descending score.';


--
-- Name: COLUMN inference_log.scores; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.scores IS 'The scores of tags, in the same order.';


--
-- Name: COLUMN inference_log.model_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.model_version IS 'The model that answered.';


--
-- Name: COLUMN inference_log.source; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.source IS 'The source of the answer: on_demand, memory, or cache if the run had stored it.';


--
-- Name: COLUMN inference_log.latency_seconds; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.inference_log.latency_seconds IS 'The time that the answer took, in seconds.';


--
-- Name: model_examples; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.model_examples (
    model_version integer NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    content_hash bytea NOT NULL,
    tag text,
    tags text[],
    held_out boolean NOT NULL,
    predicted_tag text,
    predicted_tags text[],
    score real,
    CONSTRAINT model_examples_check CHECK (((tag IS NULL) <> (tags IS NULL))),
    CONSTRAINT model_examples_check1 CHECK ((held_out OR ((predicted_tag IS NULL) AND (predicted_tags IS NULL))))
);


ALTER TABLE predawn.model_examples OWNER TO predawn_owner;

--
-- Name: model_examples; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.model_examples AS
 SELECT e.model_version,
    e.project_id,
    e.tag AS known_tag,
    e.tags AS known_tags,
    e.held_out,
    e.predicted_tag,
    e.predicted_tags,
    e.score
   FROM predawn.model_examples e;


ALTER TABLE analytics.model_examples OWNER TO predawn_owner;

--
-- Name: VIEW model_examples; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.model_examples IS 'One row for each project that a model was trained or evaluated on.';


--
-- Name: COLUMN model_examples.model_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.model_version IS 'The model.';


--
-- Name: COLUMN model_examples.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.project_id IS 'The id of the project.';


--
-- Name: COLUMN model_examples.known_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.known_tag IS 'The known tag of the project; null if it is given by known_tags.';


--
-- Name: COLUMN model_examples.known_tags; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.known_tags IS 'The known tags of the project, for a multi-label model; null otherwise.';


--
-- Name: COLUMN model_examples.held_out; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.held_out IS 'True if the project was kept from the model that was evaluated; the stored model was then fitted on it too.';


--
-- Name: COLUMN model_examples.predicted_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.predicted_tag IS 'The highest-scored tag in the evaluation, for a multi-label model the predicted one; null if the project was not held out.';


--
-- Name: COLUMN model_examples.predicted_tags; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.predicted_tags IS 'All tags that the evaluation predicted, for a multi-label model; null otherwise.';


--
-- Name: COLUMN model_examples.score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.model_examples.score IS 'The score of predicted_tag.';


--
-- Name: models; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.models (
    model_version integer NOT NULL,
    predictor text NOT NULL,
    fingerprint text,
    artifact bytea,
    artifact_sha256 text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    metrics jsonb DEFAULT '{}'::jsonb NOT NULL,
    training_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    library_versions jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'candidate'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT models_check CHECK (((artifact IS NULL) = (artifact_sha256 IS NULL))),
    CONSTRAINT models_check1 CHECK (((artifact IS NOT NULL) OR (fingerprint IS NOT NULL))),
    CONSTRAINT models_status_check CHECK ((status = ANY (ARRAY['candidate'::text, 'champion'::text, 'archived'::text])))
);
ALTER TABLE ONLY predawn.models ALTER COLUMN artifact SET STORAGE EXTERNAL;


ALTER TABLE predawn.models OWNER TO predawn_owner;

--
-- Name: models; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.models AS
 SELECT m.model_version,
    m.predictor,
    m.status,
    m.created_at,
    m.args,
    m.metrics,
    m.training_data,
    m.library_versions,
    m.artifact_sha256,
    octet_length(m.artifact) AS artifact_bytes
   FROM predawn.models m;


ALTER TABLE analytics.models OWNER TO predawn_owner;

--
-- Name: VIEW models; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.models IS 'One row for each model version.';


--
-- Name: COLUMN models.model_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.model_version IS 'The number of the version.';


--
-- Name: COLUMN models.predictor; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.predictor IS 'The class of the predictor.';


--
-- Name: COLUMN models.status; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.status IS 'champion (the next run scores with it), candidate or archived.';


--
-- Name: COLUMN models.created_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.created_at IS 'When it was registered.';


--
-- Name: COLUMN models.args; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.args IS 'The arguments of the training.';


--
-- Name: COLUMN models.metrics; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.metrics IS 'The results of the evaluation on held-out projects: overall, per tag, slices, calibration.';


--
-- Name: COLUMN models.training_data; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.training_data IS 'The training data: rows, tags, fingerprint.';


--
-- Name: COLUMN models.library_versions; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.library_versions IS 'The versions of the libraries that the model was trained with.';


--
-- Name: COLUMN models.artifact_sha256; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.artifact_sha256 IS 'The SHA-256 of the stored artifact.';


--
-- Name: COLUMN models.artifact_bytes; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.models.artifact_bytes IS 'The size of the stored artifact in bytes.';


--
-- Name: prediction_changes; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.prediction_changes (
    publication_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    from_run bigint NOT NULL,
    to_run bigint NOT NULL,
    from_tag text,
    to_tag text,
    from_score real,
    to_score real,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE predawn.prediction_changes OWNER TO predawn_owner;

--
-- Name: publications; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.publications (
    publication_id bigint NOT NULL,
    from_run bigint,
    to_run bigint NOT NULL,
    kind text NOT NULL,
    forced boolean DEFAULT false NOT NULL,
    actor text NOT NULL,
    reason text,
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT publications_kind_check CHECK ((kind = ANY (ARRAY['publish'::text, 'rollback'::text])))
);


ALTER TABLE predawn.publications OWNER TO predawn_owner;

--
-- Name: prediction_changes; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.prediction_changes AS
 SELECT c.project_id,
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
   FROM (predawn.prediction_changes c
     JOIN predawn.publications b ON ((b.publication_id = c.publication_id)));


ALTER TABLE analytics.prediction_changes OWNER TO predawn_owner;

--
-- Name: VIEW prediction_changes; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.prediction_changes IS 'One row for each project whose tag a publication changed; kept after the runs are dropped.';


--
-- Name: COLUMN prediction_changes.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.project_id IS 'The id of the project.';


--
-- Name: COLUMN prediction_changes.publication_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.publication_id IS 'The publication that brought the change.';


--
-- Name: COLUMN prediction_changes.kind; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.kind IS 'publish or rollback.';


--
-- Name: COLUMN prediction_changes.changed_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.changed_at IS 'When the change came into service.';


--
-- Name: COLUMN prediction_changes.from_run; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.from_run IS 'The run in service before.';


--
-- Name: COLUMN prediction_changes.to_run; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.to_run IS 'The run in service after.';


--
-- Name: COLUMN prediction_changes.from_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.from_tag IS 'The tag before; null for a project that was not there.';


--
-- Name: COLUMN prediction_changes.to_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.to_tag IS 'The tag after; null for a project that is no longer there.';


--
-- Name: COLUMN prediction_changes.from_score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.from_score IS 'The score before.';


--
-- Name: COLUMN prediction_changes.to_score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.to_score IS 'The score after.';


--
-- Name: COLUMN prediction_changes.reason; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_changes.reason IS 'Why the pointer was moved, if a person gave a reason.';


--
-- Name: prediction_deltas; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.prediction_deltas (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text,
    score real,
    tags text[],
    scores real[],
    content_hash bytea,
    model_version integer,
    scored_at timestamp with time zone,
    origin text
)
PARTITION BY LIST (run_id);


ALTER TABLE predawn.prediction_deltas OWNER TO predawn_batch;

--
-- Name: runs; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.runs (
    run_id bigint NOT NULL,
    model_version integer,
    mode text NOT NULL,
    publish boolean NOT NULL,
    trigger text NOT NULL,
    status text NOT NULL,
    phase text NOT NULL,
    attempt integer DEFAULT 1 NOT NULL,
    publication_seen bigint,
    base_run bigint,
    total bigint DEFAULT 0 NOT NULL,
    scored bigint DEFAULT 0 NOT NULL,
    reused bigint DEFAULT 0 NOT NULL,
    removed bigint DEFAULT 0 NOT NULL,
    failed bigint DEFAULT 0 NOT NULL,
    checks jsonb DEFAULT '[]'::jsonb NOT NULL,
    error text,
    host text NOT NULL,
    pid integer NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    heartbeat_at timestamp with time zone DEFAULT now() NOT NULL,
    cancel_requested_at timestamp with time zone,
    attached_at timestamp with time zone,
    finished_at timestamp with time zone,
    checked_at timestamp with time zone,
    pruned_at timestamp with time zone,
    whole_run bigint,
    last_sync bigint,
    own_rows bigint,
    CONSTRAINT runs_mode_check CHECK ((mode = ANY (ARRAY['incremental'::text, 'full'::text]))),
    CONSTRAINT runs_phase_check CHECK ((phase = ANY (ARRAY['sync'::text, 'plan'::text, 'score'::text, 'check'::text, 'publish'::text, 'prune'::text]))),
    CONSTRAINT runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'interrupted'::text, 'ready'::text, 'held'::text, 'failed'::text, 'cancelled'::text, 'unchanged'::text, 'published'::text]))),
    CONSTRAINT runs_trigger_check CHECK ((trigger = ANY (ARRAY['command'::text, 'schedule'::text])))
);


ALTER TABLE predawn.runs OWNER TO predawn_owner;

--
-- Name: serving; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.serving (
    singleton boolean DEFAULT true NOT NULL,
    run_id bigint,
    publication_id bigint,
    moved_at timestamp with time zone,
    CONSTRAINT serving_singleton_check CHECK (singleton)
);


ALTER TABLE predawn.serving OWNER TO predawn_owner;

--
-- Name: prediction_history; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.prediction_history AS
 SELECT p.project_id,
    r.run_id,
    first_published.published_at,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    p.model_version,
    p.scored_at,
        CASE
            WHEN (p.run_id = r.run_id) THEN p.origin
            ELSE 'reused'::text
        END AS origin,
    (r.run_id = ( SELECT s.run_id
           FROM predawn.serving s)) AS in_service
   FROM (((predawn.runs r
     JOIN ( SELECT publications.to_run AS run_id,
            min(publications.published_at) AS published_at
           FROM predawn.publications
          GROUP BY publications.to_run) first_published ON ((first_published.run_id = r.run_id)))
     JOIN predawn.predictions p ON ((p.run_id = COALESCE(r.whole_run, r.run_id))))
     LEFT JOIN predawn.prediction_deltas d ON (((d.run_id = r.run_id) AND (d.project_id = p.project_id))))
  WHERE ((r.pruned_at IS NULL) AND (d.project_id IS NULL))
UNION ALL
 SELECT d.project_id,
    d.run_id,
    first_published.published_at,
    d.predicted_tag,
    d.score,
    d.tags,
    d.scores,
    d.model_version,
    d.scored_at,
    d.origin,
    (d.run_id = ( SELECT s.run_id
           FROM predawn.serving s)) AS in_service
   FROM ((predawn.prediction_deltas d
     JOIN ( SELECT publications.to_run AS run_id,
            min(publications.published_at) AS published_at
           FROM predawn.publications
          GROUP BY publications.to_run) first_published ON ((first_published.run_id = d.run_id)))
     JOIN predawn.runs r ON ((r.run_id = d.run_id)))
  WHERE ((r.pruned_at IS NULL) AND (d.predicted_tag IS NOT NULL));


ALTER TABLE analytics.prediction_history OWNER TO predawn_owner;

--
-- Name: VIEW prediction_history; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.prediction_history IS 'The predictions of all retained runs that were ever published, including those of projects that have left the catalogue since.';


--
-- Name: COLUMN prediction_history.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.project_id IS 'The id of the project.';


--
-- Name: COLUMN prediction_history.run_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.run_id IS 'The run.';


--
-- Name: COLUMN prediction_history.published_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.published_at IS 'When the run was first published.';


--
-- Name: COLUMN prediction_history.predicted_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.predicted_tag IS 'The tag with the highest score, or other.';


--
-- Name: COLUMN prediction_history.score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.score IS 'The score of the highest-scored tag.';


--
-- Name: COLUMN prediction_history.tags; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.tags IS 'Up to ten tags by descending score.';


--
-- Name: COLUMN prediction_history.scores; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.scores IS 'The scores of tags, in the same order.';


--
-- Name: COLUMN prediction_history.model_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.model_version IS 'The model that made the prediction.';


--
-- Name: COLUMN prediction_history.scored_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.scored_at IS 'When the model made the prediction.';


--
-- Name: COLUMN prediction_history.origin; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.origin IS 'scored or reused.';


--
-- Name: COLUMN prediction_history.in_service; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.prediction_history.in_service IS 'True for the run in service.';


--
-- Name: projects; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.projects (
    project_id text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    description text NOT NULL,
    created_on timestamp with time zone,
    tag text,
    tags text[],
    content_hash bytea NOT NULL,
    first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    removed_at timestamp with time zone,
    changed_in bigint,
    CONSTRAINT projects_check CHECK (((tag IS NULL) OR (tags IS NULL)))
)
WITH (autovacuum_vacuum_scale_factor='0.02');


ALTER TABLE predawn.projects OWNER TO predawn_batch;

--
-- Name: predictions; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.predictions AS
 SELECT p.project_id,
    j.title,
    j.description,
    j.created_on,
    j.tag AS known_tag,
    j.tags AS known_tags,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    (p.content_hash = j.content_hash) AS fits_text,
    ( SELECT s.run_id
           FROM predawn.serving s) AS run_id,
    p.model_version,
    p.scored_at,
        CASE
            WHEN (p.run_id = ( SELECT s.run_id
               FROM predawn.serving s)) THEN p.origin
            ELSE 'reused'::text
        END AS origin
   FROM (( SELECT false AS differs,
            b.run_id,
            b.project_id,
            b.predicted_tag,
            b.score,
            b.tags,
            b.scores,
            b.content_hash,
            b.model_version,
            b.scored_at,
            b.origin
           FROM predawn.predictions b
        UNION ALL
         SELECT true,
            d.run_id,
            d.project_id,
            d.predicted_tag,
            d.score,
            d.tags,
            d.scores,
            d.content_hash,
            d.model_version,
            d.scored_at,
            d.origin
           FROM predawn.prediction_deltas d) p
     JOIN predawn.projects j ON ((j.project_id = p.project_id)))
  WHERE ((p.run_id =
        CASE
            WHEN p.differs THEN ( SELECT s.run_id
               FROM predawn.serving s)
            ELSE ( SELECT COALESCE(r.whole_run, r.run_id) AS "coalesce"
               FROM (predawn.serving s
                 JOIN predawn.runs r ON ((r.run_id = s.run_id))))
        END) AND (p.predicted_tag IS NOT NULL) AND (j.removed_at IS NULL) AND (NOT (EXISTS ( SELECT
           FROM predawn.prediction_deltas d
          WHERE ((d.run_id = ( SELECT s.run_id
                   FROM predawn.serving s)) AND (d.project_id = p.project_id) AND (NOT p.differs))))));


ALTER TABLE analytics.predictions OWNER TO predawn_owner;

--
-- Name: VIEW predictions; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.predictions IS 'The predictions in service, one row for each project that has one; projects that left the catalogue are not included.';


--
-- Name: COLUMN predictions.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.project_id IS 'The id of the project in the catalogue.';


--
-- Name: COLUMN predictions.title; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.title IS 'The title, as the catalogue has it now.';


--
-- Name: COLUMN predictions.description; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.description IS 'The description, as the catalogue has it now.';


--
-- Name: COLUMN predictions.created_on; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.created_on IS 'When the project was created, if the catalogue says so.';


--
-- Name: COLUMN predictions.known_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.known_tag IS 'The tag that the catalogue gives; null if it is unknown.';


--
-- Name: COLUMN predictions.known_tags; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.known_tags IS 'The tags that the catalogue gives, if its projects can have several; null otherwise, and if they are unknown.';


--
-- Name: COLUMN predictions.predicted_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.predicted_tag IS 'The tag with the highest score, or other if that score is below the min_score of the model. For a multi-label model: the first of tags, or other if there are none.';


--
-- Name: COLUMN predictions.score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.score IS 'The score of the predicted tag, between 0 and 1; if that is other, the score of the highest-scored tag.';


--
-- Name: COLUMN predictions.tags; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.tags IS 'Tags by descending score: up to ten, or for a multi-label model all that reach their thresholds, possibly none.';


--
-- Name: COLUMN predictions.scores; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.scores IS 'The scores of tags, in the same order.';


--
-- Name: COLUMN predictions.fits_text; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.fits_text IS 'False if the text of the project has changed since it was scored.';


--
-- Name: COLUMN predictions.run_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.run_id IS 'The run in service.';


--
-- Name: COLUMN predictions.model_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.model_version IS 'The model that made the prediction.';


--
-- Name: COLUMN predictions.scored_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.scored_at IS 'When the model made the prediction; earlier than the run if the prediction is reused.';


--
-- Name: COLUMN predictions.origin; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.predictions.origin IS 'scored if the run in service made the prediction, reused if it copied it from an earlier run.';


--
-- Name: projects; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.projects AS
 SELECT projects.project_id,
    projects.title,
    projects.description,
    projects.created_on,
    projects.tag AS known_tag,
    projects.tags AS known_tags,
    projects.first_seen_at,
    projects.changed_at,
    projects.removed_at,
    (projects.removed_at IS NULL) AS active
   FROM predawn.projects;


ALTER TABLE analytics.projects OWNER TO predawn_owner;

--
-- Name: VIEW projects; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.projects IS 'All projects that the catalogue ever had, including removed ones.';


--
-- Name: COLUMN projects.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.project_id IS 'The project.';


--
-- Name: COLUMN projects.title; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.title IS 'Its title.';


--
-- Name: COLUMN projects.description; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.description IS 'Its description.';


--
-- Name: COLUMN projects.created_on; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.created_on IS 'When it was created, by the source.';


--
-- Name: COLUMN projects.known_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.known_tag IS 'The tag that the source gives, if any.';


--
-- Name: COLUMN projects.known_tags; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.known_tags IS 'The tags that the source gives, where projects have several.';


--
-- Name: COLUMN projects.first_seen_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.first_seen_at IS 'When a sync first had it.';


--
-- Name: COLUMN projects.changed_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.changed_at IS 'When a sync last found it changed.';


--
-- Name: COLUMN projects.removed_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.removed_at IS 'When a sync no longer had it; null while it is in the catalogue.';


--
-- Name: COLUMN projects.active; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects.active IS 'Whether it is in the catalogue.';


--
-- Name: projects_by_day; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.projects_by_day AS
 SELECT d.day,
    count(*) FILTER (WHERE (d.what = 'first seen'::text)) AS first_seen,
    count(*) FILTER (WHERE (d.what = 'removed'::text)) AS removed
   FROM ( SELECT ((projects.first_seen_at AT TIME ZONE 'UTC'::text))::date AS day,
            'first seen'::text AS what
           FROM predawn.projects
        UNION ALL
         SELECT ((projects.removed_at AT TIME ZONE 'UTC'::text))::date AS timezone,
            'removed'
           FROM predawn.projects
          WHERE (projects.removed_at IS NOT NULL)) d
  GROUP BY d.day;


ALTER TABLE analytics.projects_by_day OWNER TO predawn_owner;

--
-- Name: VIEW projects_by_day; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.projects_by_day IS 'How many projects came and left each day. Each counts once, whatever was published or rolled back.';


--
-- Name: COLUMN projects_by_day.day; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects_by_day.day IS 'The day, in UTC.';


--
-- Name: COLUMN projects_by_day.first_seen; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects_by_day.first_seen IS 'The projects that a sync first had on that day.';


--
-- Name: COLUMN projects_by_day.removed; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.projects_by_day.removed IS 'The projects that left on that day, and have not come back.';


--
-- Name: promotions; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.promotions (
    promotion_id bigint NOT NULL,
    from_version integer,
    to_version integer NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    promoted_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE predawn.promotions OWNER TO predawn_owner;

--
-- Name: promotions; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.promotions AS
 SELECT promotions.promotion_id,
    promotions.promoted_at,
    promotions.from_version,
    promotions.to_version,
    promotions.actor,
    promotions.reason
   FROM predawn.promotions;


ALTER TABLE analytics.promotions OWNER TO predawn_owner;

--
-- Name: VIEW promotions; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.promotions IS 'The changes of the champion.';


--
-- Name: COLUMN promotions.promotion_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.promotions.promotion_id IS 'The number of the promotion; later ones have higher numbers.';


--
-- Name: COLUMN promotions.promoted_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.promotions.promoted_at IS 'When the model became the champion.';


--
-- Name: COLUMN promotions.from_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.promotions.from_version IS 'The champion before; null for the first.';


--
-- Name: COLUMN promotions.to_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.promotions.to_version IS 'The new champion.';


--
-- Name: COLUMN promotions.actor; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.promotions.actor IS 'Who or what promoted it.';


--
-- Name: COLUMN promotions.reason; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.promotions.reason IS 'The reason that was given.';


--
-- Name: publications; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.publications AS
 SELECT b.publication_id,
    b.from_run,
    b.to_run,
    b.kind,
    b.forced,
    b.actor,
    b.reason,
    b.published_at
   FROM predawn.publications b;


ALTER TABLE analytics.publications OWNER TO predawn_owner;

--
-- Name: VIEW publications; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.publications IS 'One row for each publication, which is a move of the serving pointer: what entered service when, by whom and why.';


--
-- Name: COLUMN publications.publication_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.publication_id IS 'The number of the publication; the highest is the latest.';


--
-- Name: COLUMN publications.from_run; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.from_run IS 'The run in service before; null for the first publication.';


--
-- Name: COLUMN publications.to_run; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.to_run IS 'The run in service after.';


--
-- Name: COLUMN publications.kind; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.kind IS 'publish or rollback.';


--
-- Name: COLUMN publications.forced; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.forced IS 'True if a person published a run that a check had held.';


--
-- Name: COLUMN publications.actor; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.actor IS 'Who moved the pointer: the name of the system user.';


--
-- Name: COLUMN publications.reason; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.reason IS 'Why the pointer was moved, if a person gave a reason.';


--
-- Name: COLUMN publications.published_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.publications.published_at IS 'When the pointer was moved.';


--
-- Name: rejected_rows; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.rejected_rows (
    row_number bigint NOT NULL,
    project_id text,
    reason text NOT NULL,
    source text NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    sync_id bigint DEFAULT 0 NOT NULL
);


ALTER TABLE predawn.rejected_rows OWNER TO predawn_owner;

--
-- Name: rejected_rows; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.rejected_rows AS
 SELECT rejected_rows.row_number,
    rejected_rows.project_id,
    rejected_rows.reason,
    rejected_rows.source,
    rejected_rows.seen_at
   FROM predawn.rejected_rows;


ALTER TABLE analytics.rejected_rows OWNER TO predawn_owner;

--
-- Name: VIEW rejected_rows; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.rejected_rows IS 'The rows that the last whole reading of the source has set aside, and the syncs of changes since.';


--
-- Name: COLUMN rejected_rows.row_number; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.rejected_rows.row_number IS 'The number of the row in the source.';


--
-- Name: COLUMN rejected_rows.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.rejected_rows.project_id IS 'The project, if the row says which.';


--
-- Name: COLUMN rejected_rows.reason; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.rejected_rows.reason IS 'Why the row was set aside.';


--
-- Name: COLUMN rejected_rows.source; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.rejected_rows.source IS 'The source.';


--
-- Name: COLUMN rejected_rows.seen_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.rejected_rows.seen_at IS 'When the row was read.';


--
-- Name: run_distributions; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.run_distributions (
    run_id bigint NOT NULL,
    scope text NOT NULL,
    distribution text NOT NULL,
    "position" integer NOT NULL,
    label text NOT NULL,
    items bigint NOT NULL,
    lower double precision,
    upper double precision,
    mean_score double precision,
    accuracy double precision,
    score_sum bigint,
    CONSTRAINT run_distributions_distribution_check CHECK ((distribution = ANY (ARRAY['tags'::text, 'best_tags'::text, 'scores'::text, 'calibration'::text, 'text_lengths'::text]))),
    CONSTRAINT run_distributions_scope_check CHECK ((scope = ANY (ARRAY['catalogue'::text, 'on_demand'::text])))
);


ALTER TABLE predawn.run_distributions OWNER TO predawn_owner;

--
-- Name: run_distributions; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.run_distributions AS
 SELECT d.run_id,
    d.scope,
    d.distribution,
    d."position",
    d.label,
    d.items,
    d.lower,
    d.upper,
    d.mean_score,
    d.accuracy
   FROM predawn.run_distributions d;


ALTER TABLE analytics.run_distributions OWNER TO predawn_owner;

--
-- Name: VIEW run_distributions; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.run_distributions IS 'The distributions that figures are computed from, one row for each bin; kept after the run is dropped.';


--
-- Name: COLUMN run_distributions.run_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.run_id IS 'The run.';


--
-- Name: COLUMN run_distributions.scope; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.scope IS 'catalogue for the predictions of the run, on_demand for the answers to requests in the days before it.';


--
-- Name: COLUMN run_distributions.distribution; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.distribution IS 'tags (predicted), best_tags (highest-scored, even if too uncertain to be predicted), scores, calibration (labelled projects that the model was not trained on, by score) or text_lengths (characters, of a sample).';


--
-- Name: COLUMN run_distributions."position"; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions."position" IS 'The place of the bin in its distribution, from 0.';


--
-- Name: COLUMN run_distributions.label; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.label IS 'The tag, or the lower bound of the bin.';


--
-- Name: COLUMN run_distributions.items; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.items IS 'The number of projects or answers in the bin.';


--
-- Name: COLUMN run_distributions.lower; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.lower IS 'The lower bound of the bin; null for tags.';


--
-- Name: COLUMN run_distributions.upper; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.upper IS 'The upper bound of the bin; null for tags and for the last bin of lengths.';


--
-- Name: COLUMN run_distributions.mean_score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.mean_score IS 'The mean score of the items in the bin.';


--
-- Name: COLUMN run_distributions.accuracy; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_distributions.accuracy IS 'The share of correct tags in a bin of calibration.';


--
-- Name: run_failures; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.run_failures (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    content_hash bytea NOT NULL,
    error text NOT NULL,
    failed_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE predawn.run_failures OWNER TO predawn_owner;

--
-- Name: run_failures; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.run_failures AS
 SELECT run_failures.run_id,
    run_failures.project_id,
    run_failures.error,
    run_failures.failed_at
   FROM predawn.run_failures;


ALTER TABLE analytics.run_failures OWNER TO predawn_owner;

--
-- Name: VIEW run_failures; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.run_failures IS 'The projects that a run could not score.';


--
-- Name: COLUMN run_failures.run_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_failures.run_id IS 'The run.';


--
-- Name: COLUMN run_failures.project_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_failures.project_id IS 'The project.';


--
-- Name: COLUMN run_failures.error; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_failures.error IS 'Why it could not be scored.';


--
-- Name: COLUMN run_failures.failed_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_failures.failed_at IS 'When it failed.';


--
-- Name: run_figures; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.run_figures (
    run_id bigint NOT NULL,
    scope text NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    value double precision,
    threshold double precision,
    detail text NOT NULL,
    measured_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT run_figures_scope_check CHECK ((scope = ANY (ARRAY['catalogue'::text, 'on_demand'::text]))),
    CONSTRAINT run_figures_status_check CHECK ((status = ANY (ARRAY['ok'::text, 'warn'::text, 'shown'::text, 'not enough'::text, 'not applicable'::text])))
);


ALTER TABLE predawn.run_figures OWNER TO predawn_owner;

--
-- Name: run_figures; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.run_figures AS
 SELECT f.run_id,
    f.scope,
    f.name,
    f.status,
    f.value,
    f.threshold,
    f.detail,
    f.measured_at
   FROM predawn.run_figures f;


ALTER TABLE analytics.run_figures OWNER TO predawn_owner;

--
-- Name: VIEW run_figures; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.run_figures IS 'The figures of quality and drift of each run: its distance from the run in service before and from the training data of its model, how well scores match labels, the share of known words; and the same of the on-demand traffic of that time.';


--
-- Name: COLUMN run_figures.run_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.run_id IS 'The run.';


--
-- Name: COLUMN run_figures.scope; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.scope IS 'catalogue for the predictions of the run, on_demand for the answers to requests in the days before it.';


--
-- Name: COLUMN run_figures.name; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.name IS 'The name of the figure: tags_psi_published, tags_js_published, tags_psi_training, tags_js_training, scores_psi_published, text_lengths_psi_published (distances), mean_score, other_share, vocabulary_coverage, labels, calibration_error, accuracy, f1, answers.';


--
-- Name: COLUMN run_figures.status; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.status IS 'ok, warn if the threshold is crossed, shown if there is no threshold, not enough if there is too little data, not applicable.';


--
-- Name: COLUMN run_figures.value; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.value IS 'The figure; null if it could not be computed.';


--
-- Name: COLUMN run_figures.threshold; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.threshold IS 'The limit that the figure is compared with, if there is one.';


--
-- Name: COLUMN run_figures.detail; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.detail IS 'The figure in a sentence.';


--
-- Name: COLUMN run_figures.measured_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_figures.measured_at IS 'When it was measured.';


--
-- Name: run_tag_counts; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.run_tag_counts AS
 SELECT d.run_id,
    d.label AS predicted_tag,
    d.items AS projects,
    (d.mean_score)::real AS mean_score
   FROM predawn.run_distributions d
  WHERE ((d.scope = 'catalogue'::text) AND (d.distribution = 'tags'::text));


ALTER TABLE analytics.run_tag_counts OWNER TO predawn_owner;

--
-- Name: VIEW run_tag_counts; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.run_tag_counts IS 'The number of projects with each tag in each run; kept after the run is dropped.';


--
-- Name: COLUMN run_tag_counts.run_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_tag_counts.run_id IS 'The run.';


--
-- Name: COLUMN run_tag_counts.predicted_tag; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_tag_counts.predicted_tag IS 'The tag.';


--
-- Name: COLUMN run_tag_counts.projects; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_tag_counts.projects IS 'The number of projects with that tag.';


--
-- Name: COLUMN run_tag_counts.mean_score; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.run_tag_counts.mean_score IS 'The mean of their scores.';


--
-- Name: runs; Type: VIEW; Schema: analytics; Owner: predawn_owner
--

CREATE VIEW analytics.runs AS
 SELECT r.run_id,
    r.status,
    (NOT (r.run_id IS DISTINCT FROM ( SELECT s.run_id
           FROM predawn.serving s))) AS in_service,
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
    (r.finished_at - r.started_at) AS duration,
    r.checked_at,
    r.pruned_at,
    r.whole_run,
    r.own_rows
   FROM predawn.runs r;


ALTER TABLE analytics.runs OWNER TO predawn_owner;

--
-- Name: VIEW runs; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON VIEW analytics.runs IS 'One row for each run of the batch job.';


--
-- Name: COLUMN runs.run_id; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.run_id IS 'The number of the run.';


--
-- Name: COLUMN runs.status; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.status IS 'running, interrupted, ready, held, failed, cancelled, unchanged, or published (it was, at least once).';


--
-- Name: COLUMN runs.in_service; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.in_service IS 'True for the run in service.';


--
-- Name: COLUMN runs.model_version; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.model_version IS 'The model that scored.';


--
-- Name: COLUMN runs.mode; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.mode IS 'incremental, or full if everything was scored anew.';


--
-- Name: COLUMN runs.trigger; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.trigger IS 'command or schedule.';


--
-- Name: COLUMN runs.phase; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.phase IS 'The step that the run is in or ended in: sync, plan, score, check, publish or prune.';


--
-- Name: COLUMN runs.attempt; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.attempt IS 'The number of attempts; above 1 if the run was interrupted and resumed.';


--
-- Name: COLUMN runs.total; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.total IS 'The number of projects in the catalogue at the time.';


--
-- Name: COLUMN runs.scored; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.scored IS 'The number of projects that the model scored.';


--
-- Name: COLUMN runs.reused; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.reused IS 'The number of projects whose prediction was reused because nothing had changed.';


--
-- Name: COLUMN runs.base_run; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.base_run IS 'The run that all reused predictions come from; null if there are none, or if they come from several runs.';


--
-- Name: COLUMN runs.removed; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.removed IS 'The number of projects of the run in service before that are no longer in the catalogue.';


--
-- Name: COLUMN runs.failed; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.failed IS 'The number of projects that could not be scored.';


--
-- Name: COLUMN runs.checks; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.checks IS 'The outcome of each check: name, status, figure, threshold, detail.';


--
-- Name: COLUMN runs.error; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.error IS 'The error that ended the run, if there was one.';


--
-- Name: COLUMN runs.started_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.started_at IS 'When the run began.';


--
-- Name: COLUMN runs.finished_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.finished_at IS 'When the run ended.';


--
-- Name: COLUMN runs.duration; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.duration IS 'How long the run took.';


--
-- Name: COLUMN runs.checked_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.checked_at IS 'When the predictions of the run were last found to match the catalogue.';


--
-- Name: COLUMN runs.pruned_at; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.pruned_at IS 'When the predictions of the run were dropped; null while they are retained.';


--
-- Name: COLUMN runs.whole_run; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.whole_run IS 'The whole run that this run is stored as the difference from; null if it is a whole run itself.';


--
-- Name: COLUMN runs.own_rows; Type: COMMENT; Schema: analytics; Owner: predawn_owner
--

COMMENT ON COLUMN analytics.runs.own_rows IS 'The number of rows in the table of the run: all its predictions, or what differs from its whole run.';


--
-- Name: api_access; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.api_access (
    singleton boolean DEFAULT true NOT NULL,
    requires_key boolean DEFAULT false NOT NULL,
    signing_secret bytea NOT NULL,
    CONSTRAINT api_access_signing_secret_check CHECK ((octet_length(signing_secret) >= 32)),
    CONSTRAINT api_access_singleton_check CHECK (singleton)
);


ALTER TABLE predawn.api_access OWNER TO predawn_owner;

--
-- Name: api_keys; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.api_keys (
    key_id integer NOT NULL,
    key_sha256 bytea NOT NULL,
    name text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT api_keys_scopes_check CHECK ((scopes <@ ARRAY['lookup'::text, 'predict'::text, 'inspect'::text]))
);


ALTER TABLE predawn.api_keys OWNER TO predawn_owner;

--
-- Name: api_keys_key_id_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.api_keys ALTER COLUMN key_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.api_keys_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: api_openings; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.api_openings (
    opening_id integer NOT NULL,
    actor text NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE predawn.api_openings OWNER TO predawn_owner;

--
-- Name: api_openings_opening_id_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.api_openings ALTER COLUMN opening_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.api_openings_opening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ended_sessions; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.ended_sessions (
    session_id bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT ended_sessions_expires_at_check CHECK (isfinite(expires_at)),
    CONSTRAINT ended_sessions_session_id_check CHECK ((octet_length(session_id) = 16))
);


ALTER TABLE predawn.ended_sessions OWNER TO predawn_owner;

--
-- Name: inference_log_inference_id_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.inference_log ALTER COLUMN inference_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.inference_log_inference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: models_model_version_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.models ALTER COLUMN model_version ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.models_model_version_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: popular_predictions; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.popular_predictions (
    run_id bigint NOT NULL,
    content_hash bytea NOT NULL,
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE predawn.popular_predictions OWNER TO predawn_owner;

--
-- Name: predictions_10; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_10 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL
);


ALTER TABLE predawn.predictions_10 OWNER TO predawn_batch;

--
-- Name: predictions_11; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_11 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL,
    CONSTRAINT predictions_11_run_id_check CHECK ((run_id = 11))
);


ALTER TABLE predawn.predictions_11 OWNER TO predawn_batch;

--
-- Name: predictions_12; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_12 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL
);


ALTER TABLE predawn.predictions_12 OWNER TO predawn_batch;

--
-- Name: predictions_5; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_5 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL,
    CONSTRAINT predictions_5_run_id_check CHECK ((run_id = 5))
);


ALTER TABLE predawn.predictions_5 OWNER TO predawn_batch;

--
-- Name: predictions_6; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_6 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL,
    CONSTRAINT predictions_6_run_id_check CHECK ((run_id = 6))
);


ALTER TABLE predawn.predictions_6 OWNER TO predawn_batch;

--
-- Name: predictions_7; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_7 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL,
    CONSTRAINT predictions_7_run_id_check CHECK ((run_id = 7))
);


ALTER TABLE predawn.predictions_7 OWNER TO predawn_batch;

--
-- Name: predictions_8; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_8 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    origin text NOT NULL,
    CONSTRAINT predictions_8_run_id_check CHECK ((run_id = 8))
);


ALTER TABLE predawn.predictions_8 OWNER TO predawn_batch;

--
-- Name: predictions_9; Type: TABLE; Schema: predawn; Owner: predawn_batch
--

CREATE TABLE predawn.predictions_9 (
    run_id bigint NOT NULL,
    project_id text NOT NULL COLLATE pg_catalog."C",
    predicted_tag text,
    score real,
    tags text[],
    scores real[],
    content_hash bytea,
    model_version integer,
    scored_at timestamp with time zone,
    origin text,
    CONSTRAINT predictions_9_run_id_check CHECK ((run_id = 9))
);


ALTER TABLE predawn.predictions_9 OWNER TO predawn_batch;

--
-- Name: promotions_promotion_id_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.promotions ALTER COLUMN promotion_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.promotions_promotion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: publications_publication_id_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.publications ALTER COLUMN publication_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.publications_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: run_chunks; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.run_chunks (
    run_id bigint NOT NULL,
    chunk_id integer NOT NULL,
    first_id text NOT NULL COLLATE pg_catalog."C",
    last_id text NOT NULL COLLATE pg_catalog."C",
    project_ids text[] COLLATE pg_catalog."C",
    status text DEFAULT 'pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    rows bigint,
    failed bigint,
    worker text,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT run_chunks_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'done'::text])))
);


ALTER TABLE predawn.run_chunks OWNER TO predawn_owner;

--
-- Name: runs_run_id_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: schema_version; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.schema_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE predawn.schema_version OWNER TO predawn_owner;

--
-- Name: syncs; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.syncs (
    sync_id bigint NOT NULL,
    source text,
    kind text NOT NULL,
    settings_hash bytea,
    sha256 bytea,
    rows_read bigint DEFAULT 0 NOT NULL,
    new bigint DEFAULT 0 NOT NULL,
    changed bigint DEFAULT 0 NOT NULL,
    removed bigint DEFAULT 0 NOT NULL,
    active bigint DEFAULT 0 NOT NULL,
    report jsonb DEFAULT '{}'::jsonb NOT NULL,
    synced_at timestamp with time zone DEFAULT now() NOT NULL,
    watermark text,
    watermark_kind text,
    etag text,
    last_modified text,
    CONSTRAINT syncs_kind_check CHECK ((kind = ANY (ARRAY['whole'::text, 'changes'::text])))
);


ALTER TABLE predawn.syncs OWNER TO predawn_owner;

--
-- Name: syncs_sync_id_seq; Type: SEQUENCE; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE predawn.syncs ALTER COLUMN sync_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME predawn.syncs_sync_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: webhook_events; Type: TABLE; Schema: predawn; Owner: predawn_owner
--

CREATE TABLE predawn.webhook_events (
    event_id uuid NOT NULL,
    event text NOT NULL,
    run_id bigint,
    body text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    delivered_at timestamp with time zone,
    given_up_at timestamp with time zone,
    error text,
    CONSTRAINT webhook_events_event_check CHECK ((event = ANY (ARRAY['published'::text, 'held'::text, 'failed'::text, 'missed'::text, 'drift'::text])))
);


ALTER TABLE predawn.webhook_events OWNER TO predawn_owner;

--
-- Name: predictions_11; Type: TABLE ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions ATTACH PARTITION predawn.predictions_11 FOR VALUES IN ('11');


--
-- Name: predictions_5; Type: TABLE ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions ATTACH PARTITION predawn.predictions_5 FOR VALUES IN ('5');


--
-- Name: predictions_6; Type: TABLE ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions ATTACH PARTITION predawn.predictions_6 FOR VALUES IN ('6');


--
-- Name: predictions_7; Type: TABLE ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions ATTACH PARTITION predawn.predictions_7 FOR VALUES IN ('7');


--
-- Name: predictions_8; Type: TABLE ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions ATTACH PARTITION predawn.predictions_8 FOR VALUES IN ('8');


--
-- Name: predictions_9; Type: TABLE ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.prediction_deltas ATTACH PARTITION predawn.predictions_9 FOR VALUES IN ('9');


--
-- Data for Name: api_access; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.api_access VALUES
	(true, true, '\x248a8fcfcb17cfdb98c82a1fbcabedec04fa36513f4ab69a054fe4e21e07a704');


--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.api_keys OVERRIDING SYSTEM VALUE VALUES
	(1, '\xb10dfc7a4f62e1f77b26e964385e1299e5f1ad2e7ec0683e3792206f54ae6856', 'first', '{inspect,lookup,predict}', '2026-11-27 10:15:52.996968+00', '2026-11-27 10:15:52.996968+00'),
	(3, '\xfcf3dd1ef3ed1129ee9473cfec0398b9d432ff533962439193f32e74a9d7e937', 'reports', '{inspect}', '2026-11-27 10:15:52.996968+00', NULL),
	(4, '\x0fbe466e1ec1a074ccd409b12783280d8b2ed7e6935f340ca9459a77c45b608e', 'former', '{inspect}', '2026-11-27 10:15:52.996968+00', '2026-11-27 10:15:52.996968+00'),
	(2, '\x8df45324f41ed2581d2ead79ec63605bb33e3487dd66e7f4b2f8ef73c714754d', 'website', '{inspect,lookup,predict}', '2026-11-27 10:15:52.996968+00', NULL);


--
-- Data for Name: api_openings; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.api_openings OVERRIDING SYSTEM VALUE VALUES
	(1, 'operator', '2026-11-27 10:15:52.996968+00');


--
-- Data for Name: ended_sessions; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.ended_sessions VALUES
	('\xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2026-11-28 00:00:00+00');


--
-- Data for Name: inference_log; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.inference_log OVERRIDING SYSTEM VALUE VALUES
	(1, '2026-11-27 10:15:45.631768+00', NULL, 'A planner', 'that learns a policy', '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.6872276, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.6872276,0.20200132,0.05711583,0.03559694,0.014092526,0.0039658058}', 1, 'on_demand', 0.077088565),
	(2, '2026-11-27 10:15:45.631768+00', NULL, NULL, 'image pixels', '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.8416225, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.8416225,0.0658705,0.06281405,0.015603305,0.0110044945,0.003085162}', 1, 'on_demand', 0.077088565),
	(3, '2026-11-27 10:15:45.71113+00', NULL, 'A planner', 'that learns a policy', '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.6872276, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.6872276,0.20200132,0.05711583,0.03559694,0.014092526,0.0039658058}', 1, 'memory', 2.3055e-05),
	(4, '2026-11-27 10:15:45.71113+00', NULL, NULL, 'image pixels', '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.8416225, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.8416225,0.0658705,0.06281405,0.015603305,0.0110044945,0.003085162}', 1, 'memory', 2.3055e-05),
	(5, '2026-11-27 10:15:45.719049+00', NULL, 'A planner', 'that learns a policy', '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.6872276, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.6872276,0.20200132,0.05711583,0.03559694,0.014092526,0.0039658058}', 1, 'memory', 2.8282004e-05),
	(6, '2026-11-27 10:15:45.719049+00', NULL, NULL, 'image pixels', '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.8416225, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.8416225,0.0658705,0.06281405,0.015603305,0.0110044945,0.003085162}', 1, 'memory', 2.8282004e-05);


--
-- Data for Name: model_examples; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.model_examples VALUES
	(1, 'm0000', '\x2a7865dbe457eb5b9de7ea192398b7509729df263f7ef98c1b7e0eee752f4995', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0001', '\x0f79c2d74c14a03420e3f2e57df7ce3876994df70e95e6088626420b830a4af6', 'mlops', NULL, false, NULL, NULL, NULL),
	(1, 'm0002', '\x523a59edb1d00135b508c44d2dd94af918c0c6d1eee4a13fa90b7ff4ed2f4223', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0003', '\x54cd9217f3c5466ebb3749812bdecc82d83c5bb319414d1cc4fc25d6422949fd', 'mlops', NULL, true, 'computer-vision', NULL, 0.3990736),
	(1, 'm0004', '\x82cbda26046b85d0eb3150f98107c1759d83d10c2097690417b321f7277c590e', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0005', '\xd3e7c42176db29348974302d60ff9701eae7ce80b3677cd45ed42f1cec519cb9', 'speech', NULL, true, 'speech', NULL, 0.6811332),
	(1, 'm0006', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0007', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 'language', NULL, true, 'language', NULL, 0.97189826),
	(1, 'm0009', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0010', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 'mlops', NULL, false, NULL, NULL, NULL),
	(1, 'm0011', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0012', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0013', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0014', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0015', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 'time-series', NULL, true, 'computer-vision', NULL, 0.941049),
	(1, 'm0016', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0018', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0019', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0020', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0021', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0022', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 'mlops', NULL, false, NULL, NULL, NULL),
	(1, 'm0023', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0024', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0025', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', 'mlops', NULL, true, 'language', NULL, 0.575155),
	(1, 'm0027', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', 'agents', NULL, true, 'mlops', NULL, 0.8804165),
	(1, 'm0028', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0029', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', 'language', NULL, true, 'time-series', NULL, 0.4687962),
	(1, 'm0030', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0031', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0032', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0033', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0034', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', 'time-series', NULL, false, NULL, NULL, NULL),
	(1, 'm0036', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0037', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', 'mlops', NULL, true, 'agents', NULL, 0.78724277),
	(1, 'm0038', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0039', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', 'computer-vision', NULL, true, 'language', NULL, 0.99822664),
	(1, 'm0040', '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0041', '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0042', '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0043', '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', 'computer-vision', NULL, true, 'speech', NULL, 0.77072453),
	(1, 'm0045', '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', 'speech', NULL, true, 'language', NULL, 0.7014533),
	(1, 'm0046', '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0047', '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', 'mlops', NULL, false, NULL, NULL, NULL),
	(1, 'm0048', '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', 'agents', NULL, true, 'time-series', NULL, 0.8399844),
	(1, 'm0049', '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0050', '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0051', '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', 'language', NULL, true, 'language', NULL, 0.8696763),
	(1, 'm0052', '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0054', '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0055', '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0056', '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0057', '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', 'mlops', NULL, false, NULL, NULL, NULL),
	(1, 'm0058', '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0059', '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', 'computer-vision', NULL, true, 'computer-vision', NULL, 0.84778637),
	(1, 'm0060', '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', 'mlops', NULL, false, NULL, NULL, NULL),
	(1, 'm0061', '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', 'speech', NULL, false, NULL, NULL, NULL),
	(1, 'm0063', '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', 'speech', NULL, true, 'language', NULL, 0.68268913),
	(1, 'm0064', '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0065', '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', 'agents', NULL, true, 'agents', NULL, 0.9466894),
	(1, 'm0066', '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', 'computer-vision', NULL, true, 'agents', NULL, 0.47408265),
	(1, 'm0067', '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0068', '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0069', '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0070', '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0072', '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', 'time-series', NULL, false, NULL, NULL, NULL),
	(1, 'm0073', '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', 'speech', NULL, true, 'language', NULL, 0.95423484),
	(1, 'm0074', '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', 'agents', NULL, true, 'computer-vision', NULL, 0.64915484),
	(1, 'm0075', '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', 'time-series', NULL, false, NULL, NULL, NULL),
	(1, 'm0076', '\xf3910ad0ca125c011cf4a61a44648de1fa7248df519a3c81cc20b46d39618bef', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(1, 'm0077', '\x24d96ecfddafa63e43ba56d0b6662c5e621b92d7839d8248b5944d3eb8f5bbf0', 'language', NULL, false, NULL, NULL, NULL),
	(1, 'm0078', '\xd0db20063998f19bf328839a1b6bccc175009c859d4ac5f9b137e536d51c3a72', 'agents', NULL, false, NULL, NULL, NULL),
	(1, 'm0079', '\x6fa15952dc158e8a06a49a0d93fc36967416d59dfc3baa4a335e4d97bd0b38f4', 'language', NULL, true, 'computer-vision', NULL, 0.61825204),
	(2, 'm0004', '\x82cbda26046b85d0eb3150f98107c1759d83d10c2097690417b321f7277c590e', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0005', '\xd3e7c42176db29348974302d60ff9701eae7ce80b3677cd45ed42f1cec519cb9', 'speech', NULL, true, 'speech', NULL, 0.7179655),
	(2, 'm0006', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0007', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 'language', NULL, true, 'language', NULL, 0.9547594),
	(2, 'm0009', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0010', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 'mlops', NULL, false, NULL, NULL, NULL),
	(2, 'm0011', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0012', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0013', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0014', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0015', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 'time-series', NULL, true, 'computer-vision', NULL, 0.91159445),
	(2, 'm0016', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0018', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0019', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0020', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0021', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0022', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 'mlops', NULL, false, NULL, NULL, NULL),
	(2, 'm0023', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0024', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0025', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', 'mlops', NULL, true, 'language', NULL, 0.6682273),
	(2, 'm0027', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', 'agents', NULL, true, 'mlops', NULL, 0.902306),
	(2, 'm0028', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0029', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', 'language', NULL, true, 'time-series', NULL, 0.45212623),
	(2, 'm0030', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0031', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0032', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0033', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0034', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', 'time-series', NULL, false, NULL, NULL, NULL),
	(2, 'm0036', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0037', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', 'mlops', NULL, true, 'agents', NULL, 0.74983793),
	(2, 'm0038', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0039', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', 'computer-vision', NULL, true, 'language', NULL, 0.9959323),
	(2, 'm0040', '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0041', '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0042', '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0043', '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', 'computer-vision', NULL, true, 'speech', NULL, 0.81594104),
	(2, 'm0045', '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', 'speech', NULL, true, 'language', NULL, 0.66389966),
	(2, 'm0046', '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0047', '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', 'mlops', NULL, false, NULL, NULL, NULL),
	(2, 'm0048', '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', 'agents', NULL, true, 'time-series', NULL, 0.83302236),
	(2, 'm0049', '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0050', '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0051', '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', 'language', NULL, true, 'language', NULL, 0.9552232),
	(2, 'm0052', '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0054', '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0055', '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0056', '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0057', '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', 'mlops', NULL, false, NULL, NULL, NULL),
	(2, 'm0058', '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0059', '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', 'computer-vision', NULL, true, 'computer-vision', NULL, 0.79873866),
	(2, 'm0060', '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', 'mlops', NULL, false, NULL, NULL, NULL),
	(2, 'm0061', '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0063', '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', 'speech', NULL, true, 'language', NULL, 0.5576586),
	(2, 'm0064', '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0065', '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', 'agents', NULL, true, 'agents', NULL, 0.9625068),
	(2, 'm0066', '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', 'computer-vision', NULL, true, 'agents', NULL, 0.457515),
	(2, 'm0067', '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0068', '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', 'agents', NULL, false, NULL, NULL, NULL),
	(2, 'm0069', '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0070', '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0072', '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', 'time-series', NULL, false, NULL, NULL, NULL),
	(2, 'm0073', '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', 'speech', NULL, true, 'language', NULL, 0.94236416),
	(2, 'm0074', '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', 'agents', NULL, true, 'computer-vision', NULL, 0.6725664),
	(2, 'm0075', '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', 'time-series', NULL, false, NULL, NULL, NULL),
	(2, 'm0076', '\xf3910ad0ca125c011cf4a61a44648de1fa7248df519a3c81cc20b46d39618bef', 'computer-vision', NULL, false, NULL, NULL, NULL),
	(2, 'm0000', '\x73bfe4f9b61e975124df1cb9087f890991d23f4638c0655d932dadbd003d76e9', 'speech', NULL, false, NULL, NULL, NULL),
	(2, 'm0001', '\xd8bfc0c11de897d95926b9eceea122534d8ea5172e35d75be1bc65700186b6fe', 'mlops', NULL, false, NULL, NULL, NULL),
	(2, 'm0002', '\x2ffd68effa64fa2d6d54b089a4ed324912472509bd79c38cc21eb0edc6a8c71a', 'language', NULL, false, NULL, NULL, NULL),
	(2, 'm0003', '\x1bca795e6a0262dee4ca2c363e19bba4fbe126288a4c16eadbb01698090bfe5d', 'mlops', NULL, false, NULL, NULL, NULL);


--
-- Data for Name: models; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.models OVERRIDING SYSTEM VALUE VALUES
	(2, 'model.tagger:Tagger', NULL, '\x504b030414000000000000002100dd03a0698c0600008c06000005000000302e6e7079934e554d5059010076007b276465736372273a20277c7531272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028313534382c292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a6161206465706c6f7961206e657761206f6e612073696d706c656120766f696365612077697468616374696f6e616761696e6167656e746167656e74206e65776167656e74207472616e736c6174696f6e616e64616e6420666f72616e64206772616d6d6172616e64206d6f64656c616e64206e6577616e64207365676d656e746174696f6e616e642073696d706c65616e6420737065616b6572616e6420746f6b656e617564696f63616d65726163616d657261206d6f64656c636f72707573636f7270757320666f72646174616461746120616374696f6e6461746120666f726461746120696e74657276616c6465706c6f796465706c6f792073696d706c65646574656374696f6e656e7669726f6e6d656e74656e7669726f6e6d656e74206e65776661737466617374206f666661737420726f6c6c6261636b666f72666f722061666f72206f66666f722070686f6e656d65666f7220706978656c666f722077697468666f7265636173746772616d6d61726775696465677569646520616e6467756964652063616d657261677569646520706f6c696379677569646520726567697374727967756964652077697468696d616765696e74657276616c6c61676c61672067756964656c616720776974686c6561726e696e676c6561726e696e6720616c6561726e696e6720666f7265636173746c6561726e696e67206f666c6561726e696e67206f6e6c6561726e696e67207265776172646c6561726e696e6720746f6b656e6d6f64656c6d6f64656c20616e646d6f64656c206f666d6f64656c2070726f6a6563746d6f64656c207265776172646d6f64656c20726f6c6c6261636b6d6f64656c207468656d6f6e69746f726d6f6e69746f7220616d6f6e69746f72206d6f64656c6d6f6e69746f72206e65776d6f6e69746f7220706970656c696e656e65776e65772067756964656e65772070726f6a6563746e6577207265636f7264696e676e6577207365676d656e746174696f6e6e6577207468656e657720766f6963656e657720d0b7d0b2d183d0ba6f666f6620666173746f6620666f726f66206c6561726e696e676f66206e65776f6620706c616e6e65726f6620726f6c6c6261636b6f6e6f6e20616f6e20666f726f6e2067756964656f6e20696e74657276616c6f6e206e657770686f6e656d6570686f6e656d65206661737470686f6e656d65206f6670686f6e656d65206f6e70686f6e656d65207265636f7264696e6770686f6e656d652073696d706c65706970656c696e65706970656c696e652061706970656c696e652077697468706978656c706978656c20616e64706978656c206c6561726e696e67706c616e6e6572706c616e6e65722063616d657261706f6c69637970726f6a65637470726f6a65637420616e6470726f6a656374206d6f6e69746f7270726f6a6563742070686f6e656d6570726f6a65637420776974687265636f7264696e677265636f7264696e6720766f69636572656769737472797265676973747279206c6561726e696e6772656c6561736572657761726472657761726420677569646572657761726420766964656f726f6c6c6261636b726f6c6c6261636b206f66736561736f6e7365676d656e746174696f6e7365676d656e746174696f6e20696d61676573656e736f7273656e736f72206d6f64656c73656e74656e636573696d706c6573696d706c6520617564696f73696d706c6520646574656374696f6e73696d706c6520666f7273696d706c65206d6f64656c737065616b6572737065616b65722061737065616b6572206c6561726e696e6774686574686520616e6474686520666f727468652070726f6a656374746865207365676d656e746174696f6e746f6b656e746f6b656e20646174617472616e736c6174696f6e7472616e736c6174696f6e206f6e7472656e647472656e642072656769737472797472656e6420746865766964656f766964656f206f6e766964656f2070726f6a656374766f696365766f696365206e6577766f69636520737065616b6572766f69636520766f696365776974687769746820617769746820616e647769746820706c616e6e6572c3bc6265727365747a756e67d0b7d0b2d183d0ba504b0304140000000000000021003e3caf40b8050000b805000005000000312e6e7079934e554d5059010076007b276465736372273a20273c6938272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283136372c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a0000000000000000010000000000000009000000000000000e0000000000000012000000000000001a00000000000000210000000000000027000000000000002d00000000000000320000000000000037000000000000004000000000000000510000000000000054000000000000005b0000000000000066000000000000006f000000000000007600000000000000860000000000000090000000000000009b00000000000000a400000000000000a900000000000000af00000000000000bb00000000000000c100000000000000cb00000000000000cf00000000000000da00000000000000e200000000000000ef00000000000000f50000000000000002010000000000000b0100000000000016010000000000002501000000000000290100000000000030010000000000003d01000000000000400100000000000045010000000000004b0100000000000056010000000000005f0100000000000067010000000000006f0100000000000076010000000000007b01000000000000840100000000000090010000000000009c01000000000000aa01000000000000b401000000000000b901000000000000c101000000000000c401000000000000cd01000000000000d501000000000000dd01000000000000e701000000000000f80100000000000003020000000000000e020000000000001d020000000000002b020000000000003002000000000000390200000000000041020000000000004e020000000000005a0200000000000068020000000000007102000000000000780200000000000081020000000000008e020000000000009902000000000000a902000000000000ac02000000000000b502000000000000c002000000000000cd02000000000000dd02000000000000e402000000000000ed02000000000000f902000000000000fb02000000000000020300000000000008030000000000001303000000000000190300000000000023030000000000002e03000000000000300300000000000034030000000000003a0300000000000042030000000000004d0300000000000053030000000000005a03000000000000660300000000000070030000000000007a030000000000008b030000000000009903000000000000a103000000000000ab03000000000000b803000000000000bd03000000000000c603000000000000d403000000000000db03000000000000e903000000000000ef03000000000000f603000000000000010400000000000010040000000000001f040000000000002b04000000000000340400000000000043040000000000004b040000000000005c040000000000006304000000000000690400000000000075040000000000008104000000000000890400000000000094040000000000009a04000000000000a604000000000000b804000000000000be04000000000000ca04000000000000d204000000000000d804000000000000e404000000000000f404000000000000fe040000000000000a0500000000000011050000000000001a050000000000002a050000000000002d0500000000000034050000000000003b05000000000000460500000000000056050000000000005b05000000000000650500000000000070050000000000007e05000000000000830500000000000091050000000000009a050000000000009f05000000000000a705000000000000b405000000000000b905000000000000c205000000000000cf05000000000000da05000000000000de05000000000000e405000000000000ec05000000000000f80500000000000004060000000000000c06000000000000504b03041400000000000000210078b551acb0050000b005000005000000322e6e7079934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283136362c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a48553c96439000405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910404a655193c9e50e405e00bcea7a9910404a655193c9e50e40377f219800690840a7bbd716ca1c0d409ac6f6fb20e004404a655193c9e50e405e00bcea7a9910404d578533888efd3f4a655193c9e50e405e00bcea7a9910404a655193c9e50e404072b91565a70b405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910401655b5bbb16b0a40223a81d9d4520440a7bbd716ca1c0d40c4e3fa55d41b06405e00bcea7a991040c702d4507f5203405e00bcea7a9910405e00bcea7a9910405e00bcea7a991040377f2198006908405e00bcea7a991040c4e3fa55d41b06402c2d1957399107405e00bcea7a99104014cfc90cb56e02405e00bcea7a9910405e00bcea7a9910403c70707820a9fe3f5e00bcea7a9910404a655193c9e50e40a7bbd716ca1c0d404a655193c9e50e405e00bcea7a991040ced692d3385a09404a655193c9e50e407abc909b764201405e00bcea7a9910404a655193c9e50e405e00bcea7a9910404a655193c9e50e404072b91565a70b402c2d195739910740ced692d3385a0940ced692d3385a09405e00bcea7a9910405e00bcea7a99104048553c96439000405e00bcea7a9910405e00bcea7a9910404a655193c9e50e404a655193c9e50e404a655193c9e50e405e00bcea7a991040e9cebc4facd8ff3f5e00bcea7a9910405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910404a655193c9e50e405248d413a8ce03405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910405e00bcea7a991040ac732ba82e86fc3f5e00bcea7a9910405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910405e00bcea7a991040a7bbd716ca1c0d405e00bcea7a9910404d578533888efd3f5e00bcea7a9910404a655193c9e50e404a655193c9e50e405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910400ef5e01aa93c00405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910404a655193c9e50e40bbf062d86fdd02404a655193c9e50e405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910404a655193c9e50e40223a81d9d45204405e00bcea7a9910405e00bcea7a991040f64a4f5b07ce06404a655193c9e50e405e00bcea7a991040c4e3fa55d41b06405e00bcea7a991040ced692d3385a09407abc909b764201405e00bcea7a9910404a655193c9e50e405e00bcea7a9910405e00bcea7a991040c4e3fa55d41b06405e00bcea7a9910402c2d1957399107405e00bcea7a991040377f219800690840377f2198006908405e00bcea7a9910405e00bcea7a991040c4e3fa55d41b06405e00bcea7a9910404a655193c9e50e405248d413a8ce03405e00bcea7a991040377f2198006908405e00bcea7a9910404a655193c9e50e403c70707820a9fe3f5e00bcea7a9910404a655193c9e50e40a7bbd716ca1c0d405e00bcea7a991040c4e3fa55d41b06405e00bcea7a9910405e00bcea7a99104090d35e7ebca101405e00bcea7a9910405e00bcea7a9910405e00bcea7a9910404a655193c9e50e40c4e3fa55d41b06405e00bcea7a991040f0f59ce7e67705405e00bcea7a991040ced692d3385a09405e00bcea7a9910405e00bcea7a991040223a81d9d45204404a655193c9e50e405e00bcea7a99104014cfc90cb56e02405e00bcea7a9910405e00bcea7a9910405e00bcea7a99104048553c96439000404a655193c9e50e404a655193c9e50e405e00bcea7a9910404072b91565a70b40f64a4f5b07ce0640504b0304140000000000000021009fc746ed1a0d00001a0d000005000000332e6e7079934e554d5059010076007b276465736372273a20277c7531272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028333232362c292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a206120612020616320616374206163746920616720616761206167616920616765206167656e20616e20616e6420616e642020617520617564206175646920632063612063616d2063616d6520636f20636f7220636f7270206420646120646174206461746120646520646570206465706c206465742064657465206520656e20656e7620656e7669206620666120666173206661737420666f20666f7220666f722020666f7265206720677220677261206772616d206775206775692067756964206920696d20696d6120696d616720696e20696e7420696e7465206c206c61206c6167206c616720206c65206c6561206c656172206d206d6f206d6f64206d6f6465206d6f6e206d6f6e69206e206e31206e32206e33206e34206e35206e36206e37206e65206e6577206e657720206f206f66206f6620206f6e206f6e2020702070682070686f2070686f6e20706920706970207069706520706978207069786520706c20706c6120706c616e20706f20706f6c20706f6c692070722070726f2070726f6a207220726520726563207265636f2072656720726567692072656c2072656c6520726577207265776120726f20726f6c20726f6c6c207320736520736561207365617320736567207365676d2073656e2073656e732073656e742073692073696d2073696d70207370207370652073706561207420746820746865207468652020746f20746f6b20746f6b6520747220747261207472616e20747265207472656e207620766920766964207669646520766f20766f6920766f6963207720776920776974207769746820c3bc20c3bc6220c3bc626520c3bc62657220d0b720d0b7d0b220d0b7d0b2d18320d0b7d0b2d183d0ba30203120322033203420352036203720382039206120616361636b61636b2061637461637469616374696f616761672061676161676169616761696e616765616765206167656e6167656e74616961696e61696e20616b616b65616b6572616b657220616c616c20616d616d65616d6572616d657261616d6d616d6d61616d6d6172616e616e64616e6420616e6e616e6e65616e6e6572616e73616e736c616e736c6161726172206172646172642061726e61726e6961726e696e61736173656173652061736f61736f6e61736f6e20617374617374206174617461617461206174696174696f6174696f6e617561756461756469617564696f62616261636261636b6261636b206265626572626572736265727365636163616d63616d6563616d65726361736361737463617374206365636520636b636b20636f636f72636f7264636f726469636f7270636f72707563746374206374696374696f6374696f6e637963792064206461646174646174616461746120646564652064656c64656c2064656f64656f206465706465706c6465706c6f646574646574656465746563646964696e64696e6764696e672064696f64696f206520656165616b65616b6565616b65726561726561726e6561726e696561736561736565617365206561736f6561736f6e656365636165636173656361737465636f65636f7265636f72646563746563742065637469656374696f656765676965676973656769737465676d65676d6565676d656e656c656c20656c65656c6561656c656173656c69656c696e656c696e65656d656d65656d6520656e656e20656e63656e6365656e636520656e64656e6420656e73656e736f656e736f72656e74656e7420656e7461656e746174656e7465656e74656e656e76656e7669656e766972656f656f20657065706c65706c6f65706c6f7965726572206572616572612065727365727365657273657465727665727661657276616c657465746565746563657465637465747a65747a7565747a756e657765772065776165776172657761726466206661666173666173746661737420666f666f72666f7220666f7265666f726563672067616761696761696e6761696e20676567652067656e67656e7467656e74206769676973676973746769737472676d676d65676d656e676d656e7467726772616772616d6772616d6d677567756967756964677569646568206865686520686f686f6e686f6e65686f6e656d696369636569636520696379696379206964696465696465206964656f6964656f20696d696d61696d6167696d616765696d70696d706c696d706c65696e696e20696e65696e6520696e67696e6720696e74696e7465696e746572696f696f20696f6e696f6e2069706970656970656c6970656c69697269726f69726f6e69726f6e6d697369737469737472697374727969746974686974682069746f69746f7269746f722069786978656978656c6978656c206a656a65636a6563746a656374206b206b656b656e6b656e206b65726b6572206c206c616c61676c6167206c616e6c616e6e6c616e6e656c61746c6174696c6174696f6c626c62616c6261636c6261636b6c656c65206c65616c6561726c6561726e6c6561736c656173656c696c69636c6963796c696379206c696e6c696e656c696e65206c6c6c6c626c6c62616c6c6261636c6f6c6f796c6f79206d616d61676d6167656d616765206d61726d6172206d656d65206d656e6d656e746d656e74206d656e74616d65726d6572616d657261206d6d6d6d616d6d61726d6d6172206d6f6d6f646d6f64656d6f64656c6d6f6e6d6f6e696d6f6e69746d706d706c6d706c656d706c65206e206e316e326e336e346e356e366e376e636e63656e6365206e646e64206e656e65206e656d6e656d656e656d65206e65726e6572206e65776e6577206e676e67206e696e696e6e696e676e696e67206e69746e69746f6e69746f726e6d6e6d656e6d656e6e6d656e746e6e6e6e656e6e65726e6e6572206e736e736c6e736c616e736c61746e736f6e736f726e736f72206e746e74206e74616e7461746e746174696e74656e74656e6e74656e636e7465726e746572766e766e76696e7669726e7669726f6f206f646f64656f64656c6f64656c206f666f66206f696f69636f6963656f696365206f6a6f6a656f6a65636f6a6563746f6b6f6b656f6b656e6f6b656e206f6c6f6c696f6c69636f6c6963796f6c6c6f6c6c626f6c6c62616f6e6f6e206f6e656f6e656d6f6e656d656f6e696f6e69746f6e69746f6f6e6d6f6e6d656f6e6d656e6f726f72206f72646f7264696f7264696e6f72656f7265636f726563616f72706f7270756f727075736f796f792070657065617065616b7065616b6570656c70656c6970656c696e706870686f70686f6e70686f6e65706970697070697065706970656c70697870697865706978656c706c706c61706c616e706c616e6e706c65706c6520706c6f706c6f79706c6f7920706f706f6c706f6c69706f6c6963707270726f70726f6a70726f6a657075707573707573207220726172612072616d72616d6d72616d6d6172616e72616e7372616e736c72647264207264697264696e7264696e6772657265637265636172656361737265636f7265636f7272656772656769726567697372656c72656c6572656c656172656e72656e6472656e6420726577726577617265776172726e726e69726e696e726e696e67726f726f6a726f6a65726f6a6563726f6c726f6c6c726f6c6c62726f6e726f6e6d726f6e6d657270727075727075737270757320727372736572736574727365747a72767276617276616c7276616c2072797279207320736573652073656173656173736561736f7365677365676d7365676d6573656e73656e7373656e736f73656e7473656e74657365747365747a7365747a75736973696d73696d7073696d706c736c736c61736c6174736c617469736f736f6e736f6e20736f72736f7220737073706573706561737065616b73747374207374727374727973747279207420746174612074617474617469746174696f746574656374656374746563746974656e74656e6374656e6365746572746572767465727661746874682074686574686520746974696f74696f6e74696f6e20746f746f6b746f6b65746f6b656e746f72746f722074727472617472616e7472616e737472657472656e7472656e6474727974727920747a747a75747a756e747a756e6775647564697564696f7564696f207569756964756964657569646520756e756e67756e67207573757320766176616c76616c20766976696476696465766964656f7669727669726f7669726f6e766f766f69766f6963766f696365772077617761727761726477617264207769776974776974687769746820786578656c78656c2079207a757a756e7a756e677a756e6720c3bc62c3bc6265c3bc626572c3bc62657273d0b2d183d0b2d183d0bad0b2d183d0ba20d0b7d0b2d0b7d0b2d183d0b7d0b2d183d0bad0b7d0b2d183d0ba20d0ba20d183d0bad183d0ba20504b03041400000000000000210031ce4674b81c0000b81c000005000000342e6e7079934e554d5059010076007b276465736372273a20273c6938272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283930332c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a00000000000000000200000000000000050000000000000008000000000000000c000000000000001100000000000000140000000000000018000000000000001d000000000000002100000000000000260000000000000029000000000000002d000000000000003200000000000000350000000000000039000000000000003e000000000000004000000000000000430000000000000047000000000000004c000000000000004f00000000000000530000000000000058000000000000005a000000000000005d000000000000006100000000000000660000000000000069000000000000006d00000000000000720000000000000076000000000000007b000000000000007d000000000000008000000000000000840000000000000089000000000000008b000000000000008e00000000000000920000000000000097000000000000009a000000000000009e00000000000000a300000000000000a800000000000000aa00000000000000ad00000000000000b100000000000000b600000000000000b900000000000000bd00000000000000c200000000000000c400000000000000c700000000000000cb00000000000000d000000000000000d300000000000000d700000000000000dc00000000000000de00000000000000e100000000000000e500000000000000ea00000000000000ed00000000000000f100000000000000f600000000000000f800000000000000fb00000000000000ff00000000000000040100000000000008010000000000000d010000000000000f010000000000001201000000000000150100000000000018010000000000001b010000000000001e010000000000002101000000000000240100000000000027010000000000002b0100000000000030010000000000003201000000000000350100000000000039010000000000003c0100000000000040010000000000004201000000000000450100000000000049010000000000004e01000000000000510100000000000055010000000000005a010000000000005e01000000000000630100000000000066010000000000006a010000000000006f01000000000000720100000000000076010000000000007b010000000000007e010000000000008201000000000000870100000000000089010000000000008c010000000000009001000000000000950100000000000099010000000000009e01000000000000a201000000000000a701000000000000ab01000000000000b001000000000000b301000000000000b701000000000000bc01000000000000be01000000000000c101000000000000c501000000000000ca01000000000000ce01000000000000d301000000000000d701000000000000dc01000000000000e101000000000000e401000000000000e801000000000000ed01000000000000f001000000000000f401000000000000f901000000000000fb01000000000000fe01000000000000020200000000000007020000000000000a020000000000000e02000000000000130200000000000016020000000000001a020000000000001f02000000000000230200000000000028020000000000002a020000000000002d020000000000003102000000000000360200000000000039020000000000003d020000000000004202000000000000440200000000000047020000000000004b020000000000005002000000000000530200000000000057020000000000005c02000000000000620200000000000065020000000000006a0200000000000071020000000000007a020000000000007c020000000000007e02000000000000800200000000000082020000000000008402000000000000860200000000000088020000000000008a020000000000008c020000000000008e0200000000000090020000000000009202000000000000950200000000000099020000000000009c02000000000000a002000000000000a502000000000000a702000000000000aa02000000000000ad02000000000000b102000000000000b602000000000000b902000000000000bd02000000000000c102000000000000c602000000000000c802000000000000cb02000000000000cf02000000000000d102000000000000d402000000000000d802000000000000dd02000000000000df02000000000000e202000000000000e402000000000000e702000000000000eb02000000000000f002000000000000f302000000000000f702000000000000fc02000000000000fe020000000000000103000000000000050300000000000008030000000000000c030000000000001103000000000000140300000000000018030000000000001d030000000000001f030000000000002203000000000000250300000000000029030000000000002c030000000000003003000000000000350300000000000037030000000000003a030000000000003e03000000000000410300000000000045030000000000004a030000000000004d030000000000005103000000000000530300000000000056030000000000005a030000000000005d030000000000006103000000000000660300000000000068030000000000006b030000000000006f030000000000007403000000000000760300000000000079030000000000007d030000000000008203000000000000840300000000000087030000000000008b0300000000000090030000000000009203000000000000950300000000000099030000000000009e03000000000000a103000000000000a503000000000000aa03000000000000ac03000000000000af03000000000000b103000000000000b403000000000000b603000000000000b903000000000000bd03000000000000c203000000000000c603000000000000cb03000000000000cd03000000000000d003000000000000d303000000000000d703000000000000dc03000000000000de03000000000000e103000000000000e303000000000000e503000000000000e803000000000000ec03000000000000f103000000000000f303000000000000f603000000000000f903000000000000fd030000000000000004000000000000040400000000000007040000000000000b040000000000001004000000000000130400000000000017040000000000001c040000000000001e04000000000000210400000000000025040000000000002a040000000000002d0400000000000031040000000000003304000000000000350400000000000038040000000000003c040000000000004104000000000000440400000000000048040000000000004d040000000000005004000000000000540400000000000059040000000000005d040000000000006204000000000000640400000000000067040000000000006b040000000000007004000000000000730400000000000077040000000000007c040000000000007f04000000000000830400000000000087040000000000008c040000000000008e04000000000000910400000000000095040000000000009a040000000000009d04000000000000a104000000000000a604000000000000a804000000000000ab04000000000000ae04000000000000b204000000000000b704000000000000ba04000000000000be04000000000000c304000000000000c504000000000000c804000000000000cc04000000000000ce04000000000000d104000000000000d404000000000000d804000000000000dd04000000000000e004000000000000e404000000000000e704000000000000eb04000000000000f004000000000000f304000000000000f704000000000000fb040000000000000005000000000000040500000000000009050000000000000c050000000000001005000000000000150500000000000017050000000000001a050000000000001c050000000000001f05000000000000230500000000000028050000000000002a050000000000002d050000000000003005000000000000340500000000000037050000000000003b050000000000004005000000000000430500000000000047050000000000004c050000000000004e05000000000000510500000000000055050000000000005a050000000000005d050000000000006105000000000000660500000000000068050000000000006b050000000000006e050000000000007205000000000000770500000000000079050000000000007b050000000000007e050000000000008205000000000000870500000000000089050000000000008c050000000000009005000000000000940500000000000099050000000000009b050000000000009d05000000000000a005000000000000a405000000000000a905000000000000ab05000000000000ae05000000000000b105000000000000b505000000000000ba05000000000000bc05000000000000bf05000000000000c305000000000000c805000000000000ca05000000000000cd05000000000000d105000000000000d605000000000000d805000000000000db05000000000000df05000000000000e405000000000000e605000000000000e905000000000000ed05000000000000f205000000000000f405000000000000f605000000000000f905000000000000fb05000000000000fe050000000000000206000000000000070600000000000009060000000000000c0600000000000010060000000000001306000000000000170600000000000019060000000000001c060000000000002006000000000000240600000000000029060000000000002b060000000000002e06000000000000320600000000000037060000000000003a060000000000003e060000000000004306000000000000450600000000000048060000000000004b060000000000004f060000000000005206000000000000560600000000000059060000000000005d060000000000006206000000000000640600000000000067060000000000006a060000000000006e060000000000007006000000000000730600000000000077060000000000007c060000000000007e06000000000000810600000000000085060000000000008a060000000000008c060000000000008f06000000000000930600000000000098060000000000009a060000000000009d06000000000000a106000000000000a406000000000000a806000000000000ad06000000000000af06000000000000b206000000000000b606000000000000bb06000000000000bd06000000000000c006000000000000c406000000000000c906000000000000cb06000000000000cd06000000000000d006000000000000d406000000000000d706000000000000db06000000000000dd06000000000000df06000000000000e206000000000000e606000000000000e906000000000000ed06000000000000f206000000000000f506000000000000f906000000000000fe060000000000000007000000000000030700000000000007070000000000000c070000000000000e070000000000001107000000000000140700000000000018070000000000001d070000000000002107000000000000260700000000000028070000000000002b070000000000002f07000000000000340700000000000037070000000000003b0700000000000040070000000000004207000000000000450700000000000049070000000000004e0700000000000050070000000000005307000000000000570700000000000059070000000000005c070000000000006007000000000000650700000000000068070000000000006c070000000000006e070000000000007107000000000000740700000000000078070000000000007d070000000000008207000000000000850700000000000089070000000000008e070000000000009007000000000000930700000000000097070000000000009c070000000000009e07000000000000a107000000000000a507000000000000aa07000000000000ad07000000000000b107000000000000b607000000000000b807000000000000bb07000000000000bf07000000000000c407000000000000c607000000000000c807000000000000ca07000000000000cc07000000000000ce07000000000000d007000000000000d207000000000000d407000000000000d607000000000000d907000000000000dd07000000000000df07000000000000e207000000000000e407000000000000e707000000000000ea07000000000000ee07000000000000f307000000000000f607000000000000fa07000000000000fd0700000000000001080000000000000308000000000000060800000000000008080000000000000b080000000000000f08000000000000140800000000000017080000000000001b0800000000000020080000000000002208000000000000250800000000000029080000000000002e080000000000003008000000000000330800000000000037080000000000003c080000000000003e08000000000000410800000000000045080000000000004a080000000000004d080000000000005108000000000000560800000000000058080000000000005b080000000000005e08000000000000620800000000000067080000000000006a080000000000006e08000000000000730800000000000077080000000000007c080000000000007e08000000000000810800000000000085080000000000008a080000000000008c080000000000008e08000000000000910800000000000095080000000000009a080000000000009c080000000000009f08000000000000a108000000000000a408000000000000a808000000000000ad08000000000000af08000000000000b208000000000000b608000000000000bb08000000000000bd08000000000000c008000000000000c408000000000000c908000000000000cb08000000000000ce08000000000000d208000000000000d708000000000000da08000000000000de08000000000000e308000000000000e508000000000000e808000000000000eb08000000000000ef08000000000000f408000000000000f708000000000000fb080000000000000009000000000000030900000000000007090000000000000c090000000000000e090000000000001109000000000000140900000000000018090000000000001d090000000000002009000000000000240900000000000029090000000000002c090000000000003009000000000000350900000000000037090000000000003a090000000000003c090000000000003f09000000000000430900000000000048090000000000004b090000000000004f090000000000005409000000000000560900000000000059090000000000005d090000000000006209000000000000640900000000000067090000000000006b090000000000007009000000000000730900000000000077090000000000007c090000000000007e09000000000000810900000000000085090000000000008a090000000000008d090000000000009109000000000000940900000000000098090000000000009d090000000000009f09000000000000a209000000000000a609000000000000ab09000000000000ad09000000000000b009000000000000b409000000000000b909000000000000bb09000000000000be09000000000000c209000000000000c409000000000000c609000000000000c909000000000000cc09000000000000d009000000000000d509000000000000d809000000000000dc09000000000000e109000000000000e309000000000000e609000000000000e909000000000000ed09000000000000f209000000000000f409000000000000f709000000000000fb09000000000000000a000000000000040a000000000000090a0000000000000c0a000000000000100a000000000000150a000000000000180a0000000000001c0a000000000000210a000000000000240a000000000000280a0000000000002d0a000000000000300a000000000000340a000000000000390a0000000000003b0a0000000000003e0a000000000000420a000000000000470a000000000000490a0000000000004c0a000000000000500a000000000000550a000000000000580a0000000000005c0a000000000000610a000000000000640a000000000000680a0000000000006d0a0000000000006f0a000000000000720a000000000000760a0000000000007b0a0000000000007d0a000000000000800a000000000000840a000000000000890a0000000000008b0a0000000000008e0a000000000000920a000000000000970a000000000000990a0000000000009c0a0000000000009e0a000000000000a00a000000000000a30a000000000000a60a000000000000aa0a000000000000af0a000000000000b20a000000000000b60a000000000000bb0a000000000000be0a000000000000c20a000000000000c70a000000000000cb0a000000000000d00a000000000000d30a000000000000d70a000000000000dc0a000000000000de0a000000000000e10a000000000000e50a000000000000ea0a000000000000ec0a000000000000ef0a000000000000f30a000000000000f80a000000000000fa0a000000000000fd0a000000000000010b000000000000040b000000000000080b0000000000000a0b0000000000000d0b000000000000110b000000000000160b000000000000180b0000000000001b0b0000000000001e0b000000000000220b000000000000270b000000000000290b0000000000002b0b0000000000002e0b000000000000310b000000000000350b0000000000003a0b0000000000003c0b0000000000003f0b000000000000430b000000000000480b0000000000004b0b0000000000004f0b000000000000540b000000000000570b0000000000005b0b000000000000600b000000000000620b000000000000650b000000000000680b0000000000006c0b0000000000006e0b000000000000710b000000000000750b0000000000007a0b0000000000007c0b0000000000007f0b000000000000830b000000000000880b0000000000008b0b0000000000008f0b000000000000910b000000000000940b000000000000980b0000000000009d0b000000000000a00b000000000000a40b000000000000a90b000000000000ac0b000000000000b00b000000000000b20b000000000000b50b000000000000b90b000000000000be0b000000000000c00b000000000000c30b000000000000c70b000000000000cc0b000000000000ce0b000000000000d10b000000000000d50b000000000000da0b000000000000dc0b000000000000df0b000000000000e30b000000000000e50b000000000000e80b000000000000ea0b000000000000ed0b000000000000f10b000000000000f30b000000000000f60b000000000000fa0b000000000000ff0b000000000000020c000000000000060c0000000000000b0c0000000000000d0c000000000000100c000000000000140c000000000000190c0000000000001b0c0000000000001d0c000000000000200c000000000000240c000000000000290c0000000000002b0c0000000000002e0c000000000000320c000000000000370c000000000000390c0000000000003c0c000000000000400c000000000000420c000000000000440c000000000000470c0000000000004b0c000000000000500c000000000000530c000000000000570c0000000000005c0c000000000000620c000000000000660c0000000000006c0c000000000000730c000000000000770c0000000000007d0c000000000000850c0000000000008e0c000000000000910c000000000000950c0000000000009a0c000000000000504b030414000000000000002100454f347bb01c0000b01c000005000000352e6e7079934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283930322c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a2d8b58558573f43f48553c9643900040377f219800690840377f219800690840377f219800690840c702d4507f520340a7bbd716ca1c0d40a7bbd716ca1c0d409ac6f6fb20e004409ac6f6fb20e004404d578533888efd3f4d578533888efd3f4d578533888efd3f1655b5bbb16b0a401655b5bbb16b0a401655b5bbb16b0a400ef5e01aa93c0040223a81d9d4520440223a81d9d4520440223a81d9d4520440c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06403c70707820a9fe3fc702d4507f520340c702d4507f520340c702d4507f520340bbf062d86fdd0240377f219800690840377f219800690840c4e3fa55d41b0640c4e3fa55d41b06402c2d1957399107402c2d1957399107402c2d1957399107402c2d1957399107403a715538bf11f73f14cfc90cb56e024014cfc90cb56e024014cfc90cb56e0240ac732ba82e86fc3fac732ba82e86fc3f3c70707820a9fe3fced692d3385a09400ef5e01aa93c00404a655193c9e50e404a655193c9e50e404a655193c9e50e407abc909b764201407abc909b764201407abc909b764201409ac6f6fb20e004402c2d1957399107402c2d1957399107402c2d195739910740ced692d3385a0940ced692d3385a0940ced692d3385a09403c70707820a9fe3fced692d3385a0940ced692d3385a0940ced692d3385a094048553c964390004048553c964390004048553c96439000407ec44831bea3fa3f7ec44831bea3fa3fe9cebc4facd8ff3fe9cebc4facd8ff3f5248d413a8ce03405248d413a8ce0340000000000000f03ff64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640ced692d3385a0940ac732ba82e86fc3fac732ba82e86fc3fac732ba82e86fc3f998dfbac6509f63f4d578533888efd3f4d578533888efd3f0ef5e01aa93c00400ef5e01aa93c00401f9be69e7f49f33fbbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd02400ef5e01aa93c0040223a81d9d4520440223a81d9d4520440f64a4f5b07ce0640f64a4f5b07ce0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640ced692d3385a0940ced692d3385a0940ced692d3385a09407abc909b764201407abc909b764201407abc909b764201407ec44831bea3fa3fcfad7a943908fd3fc4e3fa55d41b0640c4e3fa55d41b06402c2d1957399107402c2d195739910740377f219800690840377f219800690840377f219800690840377f219800690840c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640ab7f7caab8b7f63f0ef5e01aa93c00404a655193c9e50e404a655193c9e50e405248d413a8ce03405248d413a8ce03402c2d195739910740377f2198006908404a655193c9e50e403c70707820a9fe3f3c70707820a9fe3f3c70707820a9fe3fc4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640087527498433fa3f90d35e7ebca1014090d35e7ebca1014090d35e7ebca10140c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640bbf062d86fdd0240f0f59ce7e6770540f0f59ce7e6770540ced692d3385a0940ced692d3385a09404508018e6419fe3f223a81d9d4520440223a81d9d4520440223a81d9d452044014cfc90cb56e024014cfc90cb56e024014cfc90cb56e024048553c964390004048553c964390004048553c964390004048553c96439000404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b40f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640377f219800690840ced692d3385a0940ced692d3385a0940ced692d3385a0940ced692d3385a0940ced692d3385a0940ced692d3385a09401655b5bbb16b0a401655b5bbb16b0a40ced692d3385a094016237bc6a15ff63fb09e5a97a8050240c4e3fa55d41b0640c4e3fa55d41b0640377f219800690840377f219800690840377f2198006908404508018e6419fe3fced692d3385a0940a7bbd716ca1c0d40a7bbd716ca1c0d40a7bbd716ca1c0d4090d35e7ebca101402c2d1957399107409ac6f6fb20e004409ac6f6fb20e00440a7bbd716ca1c0d40a7bbd716ca1c0d40a7bbd716ca1c0d40c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640ced692d3385a0940ced692d3385a0940bbf062d86fdd0240223a81d9d4520440223a81d9d4520440223a81d9d45204404a655193c9e50e404a655193c9e50e404a655193c9e50e40298a407d572cf83f4d578533888efd3f4d578533888efd3fc4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640f0f59ce7e6770540f0f59ce7e6770540f0f59ce7e67705404508018e6419fe3f4a655193c9e50e40377f219800690840377f21980069084048553c964390004048553c964390004048553c9643900040ac732ba82e86fc3f377f219800690840377f2198006908404a655193c9e50e404a655193c9e50e404a655193c9e50e400ef5e01aa93c00400ef5e01aa93c0040f81c7d7f2117fb3fc702d4507f520340c702d4507f520340e9cebc4facd8ff3fe9cebc4facd8ff3fe9cebc4facd8ff3f1655b5bbb16b0a401655b5bbb16b0a401655b5bbb16b0a401655b5bbb16b0a40c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b407abc909b76420140223a81d9d4520440223a81d9d4520440223a81d9d4520440ced692d3385a0940ced692d3385a0940ced692d3385a09407abc909b764201407abc909b76420140c4e3fa55d41b0640c4e3fa55d41b0640b09e5a97a8050240b09e5a97a8050240c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640f81c7d7f2117fb3f7abc909b76420140b09e5a97a8050240b09e5a97a8050240b09e5a97a8050240ced692d3385a0940ced692d3385a0940e7ab7f9a0b8ff83fc702d4507f520340c702d4507f520340c702d4507f520340c702d4507f52034016237bc6a15ff63f7abc909b76420140e9cebc4facd8ff3fe9cebc4facd8ff3f223a81d9d4520440223a81d9d4520440377f219800690840377f219800690840377f219800690840c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640bbf062d86fdd0240c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06401655b5bbb16b0a401655b5bbb16b0a40e87574bc02f1f03f087527498433fa3fc4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b064048553c964390004048553c964390004048553c9643900040c4e3fa55d41b0640377f219800690840377f2198006908404a655193c9e50e404a655193c9e50e40d6e88c54e35bf93fced692d3385a0940ced692d3385a0940ced692d3385a0940c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06404508018e6419fe3f7abc909b76420140c4e3fa55d41b0640c4e3fa55d41b064052cefc146de700402c2d1957399107402c2d1957399107402c2d1957399107405248d413a8ce03405248d413a8ce03405248d413a8ce0340ab7f7caab8b7f63ff81c7d7f2117fb3f377f219800690840377f219800690840377f219800690840223a81d9d4520440223a81d9d4520440223a81d9d4520440bbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd02403a715538bf11f73fc4e3fa55d41b06404a655193c9e50e404a655193c9e50e404a655193c9e50e40ced692d3385a0940ced692d3385a0940377f219800690840377f219800690840377f219800690840e092f13b2408fc3fbbf062d86fdd02405248d413a8ce03405248d413a8ce03404a655193c9e50e404a655193c9e50e402c2d1957399107402c2d1957399107402c2d195739910740223a81d9d4520440223a81d9d4520440377f219800690840377f219800690840377f219800690840377f2198006908407ec44831bea3fa3f90d35e7ebca10140223a81d9d4520440223a81d9d45204404072b91565a70b404072b91565a70b404072b91565a70b40ced692d3385a0940ced692d3385a0940ced692d3385a0940c702d4507f520340c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06404072b91565a70b404072b91565a70b404072b91565a70b40682038af2ff4f83fac732ba82e86fc3f377f219800690840377f219800690840377f2198006908404d578533888efd3f14cfc90cb56e024014cfc90cb56e024014cfc90cb56e024014cfc90cb56e0240ac732ba82e86fc3fac732ba82e86fc3f3c70707820a9fe3fced692d3385a0940ced692d3385a0940d6e88c54e35bf93fa7bbd716ca1c0d40a7bbd716ca1c0d40a7bbd716ca1c0d40a7bbd716ca1c0d4090d35e7ebca101402c2d1957399107409ac6f6fb20e004409ac6f6fb20e004409ac6f6fb20e004402c2d1957399107402c2d1957399107402c2d1957399107402c2d1957399107405248d413a8ce03405248d413a8ce03405248d413a8ce03405248d413a8ce03404a655193c9e50e404a655193c9e50e404a655193c9e50e404a655193c9e50e407abc909b764201407abc909b764201407abc909b764201407abc909b7642014048553c964390004090d35e7ebca1014090d35e7ebca10140bbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd02400ef5e01aa93c004014cfc90cb56e024014cfc90cb56e0240ced692d3385a0940ced692d3385a0940ac732ba82e86fc3fac732ba82e86fc3f7abc909b76420140223a81d9d4520440223a81d9d452044096e82a22dd8dfb3f2c2d1957399107402c2d1957399107402c2d1957399107403c70707820a9fe3f3c70707820a9fe3f3c70707820a9fe3f3a715538bf11f73fa7bbd716ca1c0d40223a81d9d4520440223a81d9d4520440cfad7a943908fd3fcfad7a943908fd3fced692d3385a0940ced692d3385a0940ced692d3385a0940fc5ba4b7cb6df73f1655b5bbb16b0a40d6e88c54e35bf93fd6e88c54e35bf93f223a81d9d4520440223a81d9d4520440223a81d9d4520440223a81d9d45204402c2d1957399107402c2d1957399107402c2d1957399107402c2d1957399107402c2d1957399107402c2d1957399107402c2d1957399107402c2d19573991074096e82a22dd8dfb3f48553c964390004048553c96439000405248d413a8ce03405248d413a8ce03405248d413a8ce0340f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce06407abc909b764201407abc909b764201407abc909b764201407abc909b76420140c4e3fa55d41b064052cefc146de70040c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640298a407d572cf83f3c70707820a9fe3fced692d3385a0940ced692d3385a0940c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640f0f59ce7e6770540f0f59ce7e6770540f0f59ce7e6770540c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640998dfbac6509f63f3c70707820a9fe3f3c70707820a9fe3f48553c964390004048553c9643900040377f219800690840377f21980069084090d35e7ebca10140ced692d3385a0940ced692d3385a0940ced692d3385a0940223a81d9d4520440223a81d9d4520440223a81d9d4520440c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640377f219800690840377f219800690840377f219800690840c4e3fa55d41b06402c2d1957399107402c2d1957399107402c2d1957399107404a655193c9e50e404a655193c9e50e40602c73f9f5cbf73fbbf062d86fdd024048553c964390004048553c96439000402c2d1957399107405248d413a8ce0340223a81d9d4520440223a81d9d4520440223a81d9d45204404a655193c9e50e404a655193c9e50e404a655193c9e50e404a655193c9e50e407ec44831bea3fa3fe9cebc4facd8ff3fe9cebc4facd8ff3fe9cebc4facd8ff3f5248d413a8ce03405248d413a8ce03405248d413a8ce03403c70707820a9fe3f3c70707820a9fe3f3c70707820a9fe3f3c70707820a9fe3f6bde1836f526f43ff64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640ced692d3385a09404a655193c9e50e404a655193c9e50e404a655193c9e50e4096e82a22dd8dfb3f96e82a22dd8dfb3f8402fb261411f53f223a81d9d4520440bbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd0240c4e3fa55d41b0640c4e3fa55d41b0640ac732ba82e86fc3fac732ba82e86fc3f7ec44831bea3fa3f7ec44831bea3fa3fac732ba82e86fc3f48553c964390004048553c964390004048553c96439000405248d413a8ce03405248d413a8ce03405248d413a8ce03402c2d1957399107402c2d1957399107402c2d1957399107402c2d195739910740c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640b09e5a97a8050240f0f59ce7e6770540f0f59ce7e6770540f0f59ce7e6770540377f219800690840377f219800690840377f2198006908403281169a48c6f93fbbf062d86fdd02405248d413a8ce03405248d413a8ce03405248d413a8ce0340f64a4f5b07ce06404a655193c9e50e404a655193c9e50e40ced692d3385a0940ced692d3385a09402c2d1957399107402c2d1957399107402c2d1957399107402c2d195739910740b09e5a97a8050240e9cebc4facd8ff3fe9cebc4facd8ff3fe9cebc4facd8ff3fe9cebc4facd8ff3f4d578533888efd3f4d578533888efd3f14cfc90cb56e024014cfc90cb56e024014cfc90cb56e024014cfc90cb56e02407abc909b764201407abc909b764201407abc909b764201407abc909b76420140c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b064014cfc90cb56e0240ced692d3385a0940ced692d3385a0940ced692d3385a0940c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b064016a410828eaff13fd44f38c9f0b4f53fbbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd02405248d413a8ce03405248d413a8ce03405248d413a8ce03402c2d1957399107402c2d1957399107402c2d1957399107408402fb261411f53f298a407d572cf83fc4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640ced692d3385a0940ced692d3385a0940ced692d3385a0940c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640377f219800690840377f2198006908400ef5e01aa93c0040c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640223a81d9d4520440223a81d9d4520440223a81d9d4520440bbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd0240bbf062d86fdd02400ef5e01aa93c0040223a81d9d4520440223a81d9d4520440223a81d9d4520440f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce06403281169a48c6f93fc4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06403c70707820a9fe3f3c70707820a9fe3f377f219800690840377f219800690840377f219800690840ced692d3385a0940ced692d3385a0940ced692d3385a0940ced692d3385a09407abc909b764201407abc909b764201407abc909b764201407abc909b76420140c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640f2b13fd08ac1f43f3c70707820a9fe3f223a81d9d45204404a655193c9e50e404a655193c9e50e404a655193c9e50e40f0f59ce7e6770540f0f59ce7e6770540f0f59ce7e6770540bbf062d86fdd0240377f219800690840c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640682038af2ff4f83fbbf062d86fdd0240ced692d3385a0940ced692d3385a0940c4e3fa55d41b0640c4e3fa55d41b06402c2d1957399107402c2d1957399107402c2d195739910740377f219800690840377f219800690840377f219800690840ced692d3385a0940ced692d3385a0940ced692d3385a0940377f219800690840377f219800690840377f21980069084048553c964390004048553c964390004048553c964390004048553c9643900040e092f13b2408fc3f7abc909b764201407abc909b764201407abc909b76420140c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06402c2d1957399107402c2d1957399107402c2d195739910740c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b40ced692d3385a0940ced692d3385a0940ced692d3385a0940ced692d3385a09402c2d1957399107402c2d195739910740c4e3fa55d41b0640e092f13b2408fc3f377f2198006908404a655193c9e50e404a655193c9e50e404a655193c9e50e405248d413a8ce03405248d413a8ce03405248d413a8ce03402c2d195739910740377f219800690840377f2198006908404a655193c9e50e404a655193c9e50e404072b91565a70b404072b91565a70b404072b91565a70b403c70707820a9fe3f3c70707820a9fe3f3c70707820a9fe3f3c70707820a9fe3ff0f59ce7e6770540f0f59ce7e6770540f0f59ce7e6770540f0f59ce7e6770540c4e3fa55d41b06404a655193c9e50e404a655193c9e50e40377f219800690840377f219800690840c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b0640ac732ba82e86fc3f0ef5e01aa93c00402c2d1957399107402c2d1957399107402c2d19573991074024cd44b63062f53f3c70707820a9fe3fc702d4507f5203405248d413a8ce03405248d413a8ce03405248d413a8ce034014cfc90cb56e0240c4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06404a655193c9e50e404a655193c9e50e404a655193c9e50e40ced692d3385a0940ced692d3385a0940ced692d3385a0940e7ab7f9a0b8ff83f48553c964390004090d35e7ebca1014090d35e7ebca10140d6e88c54e35bf93fd6e88c54e35bf93fd6e88c54e35bf93fd6e88c54e35bf93fe9cebc4facd8ff3fc4e3fa55d41b0640c4e3fa55d41b0640c4e3fa55d41b06405248d413a8ce03405248d413a8ce034052cefc146de70040f0f59ce7e6770540f0f59ce7e6770540f0f59ce7e6770540ced692d3385a0940ced692d3385a0940ced692d3385a09402c2d1957399107402c2d1957399107404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b401655b5bbb16b0a401655b5bbb16b0a401655b5bbb16b0a401655b5bbb16b0a407abc909b764201407abc909b764201407abc909b764201407abc909b764201404072b91565a70b404072b91565a70b404072b91565a70b40c4e3fa55d41b0640c4e3fa55d41b0640ced692d3385a0940ced692d3385a0940ced692d3385a094090d35e7ebca10140223a81d9d4520440223a81d9d4520440223a81d9d45204402c2d1957399107402c2d1957399107402c2d19573991074014cfc90cb56e024014cfc90cb56e024014cfc90cb56e024014cfc90cb56e0240ac732ba82e86fc3f377f219800690840377f219800690840377f219800690840377f21980069084048553c964390004048553c964390004048553c964390004048553c9643900040f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce06407abc909b764201404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b404072b91565a70b40f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640f64a4f5b07ce0640504b030414000000000000002100f6428f33a0640000a064000005000000362e6e7079934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028313036382c2036292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200ab269833efa4db9bdb3c5a9be2d18f13e6221aebee10c71be70a386be5fcc00bece724fbd5a09023fc999a6b97c24d0bb604af23d877000bec64b01be7545d93d000000a3d2700cbe026913bd8a23043ee055c63d99aa8abecedbfdbc000000a2b44147be5460733ffafec3bea0e423be82b198be06e724be2f1d233f2bfca4bdc7377abd3ec06cbeaf867abe000000003607d6bd029b6cbe0dba22bdca4bef3e8c12b63d6c798bbc075f1c3fe27957be4caa47bbdb4090be74007cbd27d742be951540be2b1518be84c5d83d0cb28b3edeb9bdbd7c85b6bba8ab0a3d27bc2d3d1156153ea893923d9e22b6be1e9eb0bdb99893be088f4ebd2644b53d8ba29a3e22014aba8db1f4bc49ee2ebe652ec4bddf0a033fefde62bd3cee16be000000a29391023fcc1f33bf0bdbcb3eb4644dbd600232be5ae128be40063cbe95df5e3d6550dc3e9c44b0bd130aacbecdffd9bd8de955bda3d886bebf53fe3e198ea4bc5b790ebefbd8b7bc7176cc3e78be7dbe08bac8bdb48ba73cedf459be1e9b45bd021b3cbe3736163d1fa6f33c1ada443dd1b7973cbd94fb3d9d7a003fbcafa7becf616ebd000000a2df7e1bbd0479b6bd0272013ff2d836bdff3ac3bded35dcbd6c55cabd51530abe8ceb23be380bfbbd4dd78c3ee1ef46bbab99843ee05d59be056325bd6b052bbb3efa4abc3afa0ebd1f6e0abe187d503e348adabdc052abbdf0a75b3d5ff710bed3fbf8bb46e3093e0c2d703c00103b3ebc27cb3c4a3a50be702dbb3c41313dbe3b991fbe3d8de73ebe352abe2c9a0cbe44224cbd18fe30bd4a390bbed48946beaccd093f44627bbe727512be453310bd0000c022f463463e76f430bff63beabc17a2053fb219bcbd4296ae3e4285e0bebd373abe63cfd2bdc197933c2b1fb53e00c441bed3976abeea85c6bc0000f0a17f93a83e000000002c25283f049019bef37adcbccfbe10be95f491be00008022f5656bbd9a42e33d75ba2cbd802532be969406bedfa6a23e2133fcbd9574d5bdce2128be1b45363f5b7353bedcd379bea4974ebe4bafc2bd844193bd951d273fa0b976be000000a2a16a6cbef37a013e555ec7be24e4873da5c5d73e3622b03de7612c3e796613bd4bd9dbbd6cb98c3e7c0b79bed23f52beeedb303ec7b5ef3da23557bdfc0d3bbea0a77abd00000000330386beca33803eb2065bbd3b7af8bd2320563e367d75be7e890cbec492083d000018a3c3bb863ef22d8cbe000080a3360ac7bdde54313d17e7df3ecd5669be43451bbe000080a232c747bdc7aaddbd748dcabd5988123c25b6633d7c6b893b81d023be839a8bbe6a93883d00000000dd21993e7099bebc16fa90bd0e2d7ebe39a8623ea2f51f3ec6b0493ef7bcebbd47a4ccbe0a8d55bea87d093e0000502387892f3cc1d1543ec19ac2bd10a3643e158190be15ffd9bc774b2d3dd958a8bc8992693e0147dfbcf3a44d3dfafe8dbcbb3244be51ba11bebfef81be4b369d3e77383b3d94bf94be5d4f12bee43fa33d521547bde6b784bd47e0713e709239bdf50446be4c1aabbc244e6c3effa79bbe1b9a9abeac21c03eb271583d53b97ebeee71fc3d2091253e700d9bbd88e5e0bd38031abd51530abe5a433fbd083e98be5358ecbd200308be4507383f0000801f8e226ebd30e22dbd7c806abcac70d4bd46ee313e6315c1ba0ac8393fc060523e1bc120bdd36e01bffc20b7be301896bd72fc1dbd255b75bd910f2c3e0058473d711ad1bdeb9ac5bd8d8ec3be5166233ec064da3d088dca3d1234e2bda7fe96bc6d540a3c9bd40a3d769ee1bd6b10f63c50e687be0593ad3e41bd3cbd6563a9bec8fd9dbd1ab64d3e97265a3d3bbe913e198ac0bd685768bd7f14d3bd708bed3d36536f3e7c24d0bbb2ad7dbd86b0773e3a0dd1bd897a36be81e95a3e47aa3dbdb1a3173eecd3f23d0c5d4ebe0ae3713de4d2dabd9de512be9f6a353e04bd4fbe95369bbeb5feeb3efe185bbdc326d7bdef3c83bdea453d3eeab3cfbc703d5ebe7734423e992013bee1ccdbbef3ba0e3e07fe1ebec5d020bdafc11b3e22b6bb3eebaee7bedc1de1bee11698bd1d4c213f443b363ea7840ebd418ff43ee88a883ea5b62dbd6faf31be8a0f06bf000000009f110fbe97c0823ecb8da93e63c629be37bb13be992a9cbdb6445cbed430223c93899bbd17ad3a3ec30969beaa591a3e7632b3bd31c890bbfcddf6bc82d796bd71363fbeb5d40a3f58c235bed41e6c3ef4f7b1bdc95620be6f2f5a3d00000000233d73be652ec4bdf896903ee2f90b3e084f19be000000a2eb9769beb338183e000000004e0defbdbe562a3e000000006ca1e6bd151d2d3ed67ec2bc8c1f253e0f41d8bd9cb967bddcd3eebdf4d0753dab6fd6be0000c423d896e63d9841f93e6a28d63e034b70be7c8b33bec74e963d81b29ebe2e77653d115e62be481feb3e1e40adbcc987fc3d430c80bd7b8179be4fe0d13dfa374c3ee3bbb0bb3ab343bef35147bdf2b243bdaf35183e86b0773eea3482bdf4f34ebe91d807bdbafec8bd3a5ac03e370fa3bb58526ebd13da45be82a61dbe2d5354bd18bdbfbd9a2716be5ca24bbe70c7debc797a48bb3952443e4fe546be09321d3d4cad42bde630a83e48f613be5a6d8ebce5f08a3e439aadbe60c813bdea8d07bed8a7ccbd85b1c93e831d9ebd23b495bdb2273bbe0000c0217ee7873e000000a1c57444bed702b03e139759be2addbabdb04c06be6556e13eec3d763e403a1e3e00000000f12e11be2eb541be2657a2bdae635c3eb83d5ebef20b71bea37b76be32ecf43ea2a207be831d9ebd6ed5213e85a1a9bd0000c021664ab63d713a05bebd06b0be0f51bc3e37434f3e8b26f6bd5e97f6bea745e43d307583be3312113f5a2fd1bd2e2bf2bc8d3088be000000001ca45fbeea69f93e036007bd00000c23687996be00000000dfc6643e39618bbeadcf883e057f133e861e82be1f9d86bd4e63bdbd78cb473e402c92bd000040a2c35043becf67283ec788a6be2091253ec31afcbcc965bdbdc0054f3e00000000b4f20cbe5e794e3e00000022c3bb863ec6ee97becedeaabdeab099be9005ae3d5a9670be68bc183ee9f8d33d2a2046be000000003de6173e78fc85be64e822be80e6c83d0000000045b213be1102aebe000000008382b2bd8b23203f452219bd7c0846be136f93bd016ba3bdfeda373e0a009b3b0000000065a4983e6f6d623ee871cdbda26702bd3a3ddfbd12b09dbed7fbd6be7b599bbc62a605be941fd33e9ee3383e251697bd995bc7bcde0780bdbf192a3e15a5a5be26ae823d74269dbd604f85bd5a9043beec1498be62e23bbe67b32f3fd2f8f1bd68cd8abe0c9c853d58714dbe00008021af81b43ed398b5bd891b12be6f6d623e10e93e3ea61d23bb40f761be73530ebe9e1d8c3eacb9aabdb159233efa1407bb9f15a2be7f9f74bd4d42b0bd8976aebe3d1fa53d000050233ee1803d8c80b13e9d9038be7e7ba8bee9e5dc3de5f90f3e7ae3473eb3bd68bc8a8ea6bd927759be58526ebdd795de3e259253bcf773d9bdd09177bdbbcb9fbde02264bc225d21bece6aac3e0983c6bb96a2e13c3bd7033f323ea8be313c23bee21f35be93b23dbe5136293dba0da43ec4b1abbdc0188bbd217816bebfc9c2bd9a0816bec32146bd951877bd0000c0a2ca2e903e452219bd792d873e0321733c1735a23d78aa69be68cdd5bd09c314bea3e8033fc14e8abed3ca0cbd00000000844372be182022bdfb6843be0f870f3ef6679f3c023f90bedf199f3ea8a9a2bd9e5c35be0abe00be11af29bc166184bebde96d3ec84f273edf74553e8665d3bdbff8d63d1ff2eabd07e59dbdec4e85bdc8e726be5d139c3e6cd7053ef84e58bead52ccbd6576783e9adcb4bd8451d93e00000000a61d23bbc7664dbe2da103be4dbe54bd0a8c6dbeb452bf3d8b6b183ff7ded0beeba3bbbd40c2083d92166fbea6389abd7c7d54be507d163fde7e41be37b983bd9e15893d00000000000000a25cf4b03df42392bd2350593e11c4e4bd9c1958bcdaf548bd981e84bdeaf603be18b426bed0b3a0be000040a1be3f5a3e0b98313e00000000096e3a3dcb78c23ee159c4bee5a444bdea0c83bd2a90053e01d5fe3e3ea0c8bd15c966beada1adbea73f2abda14dfcbcdc4fe23e7d659dbd00000000d21c82be0eaf41be9d7523bb8e02f43da37005be000000002e2bf2bceec193bd000000004d0901bd0b043b3c632f17bd43d1ba3ebd0115be81fce4bdd969b1bca789083f2bb455bd16cc23befeb38fbecedeaabd70b5bebd8942723dca4fa83d4de5683e03f93dbe44bd15be8a24d5bd6e4f4f3b0d24e1bd68100abe8377a0bd16b2d63e102e2fbe171d813e5d938ebd3845ac3d99fb54bd7308f9bd04bb043ea27cb2becb05ce3c128f71be1c64e93bf172eb3e26ba36be842d0ebea97ca03d000094232c5b4bbe7c37073f545f713eb85478be05378b3e4c016fbe633b76bd8a3cc8bddb7efdbe746c2fbee54b2a3ef2bc3abe7afadb3e3bb8ad3c4e63bdbd0e3fccbd10fa1b3d0000a0a2da7d4bbe044ac13e7e0e91be1110d13d40bad2bc49355f3ef5ae29bc0000f0a1a7329b3e46c21abeb0bbccbca21ac1bdb82856bd5e2e19be00000022b4d530bd06c9a5be000080a138e2cd3eb2305ebd2e5c7cbd92b820be5762a83e1621c6bd08c0c9bd945c8ebe1c3f9dbd000000002409fa3e345641be686988bedf91c9bdb9bd50beee8654bec394acbe90b6063e046d343fca379ebd3632a93e309110bb086d35bd51a9d6bef6a12fbe6297103ea4bd8ebd5f3867beeaa204bce1ef46bb47f0d03e0c2f71bd4e63bdbd8e3daf3d402c92bd00000022d71a06be4c60823e5360b4bdcad7433ff0d52fbdb76abdbeb69408be5bff91be0b5367b969b8dd3e0000802100009022ef95b6be33f42abe3b2a8cbe1c17c4bcf90cf03ed7e1bdbc3a536ebe0c2fccbc994e83be0ef8dabd7b32223f12523abda98933be7f9f74bd5764a0be660f44bd8de3023fce10efbdc4280cbd5e4535be00d387bdea35553ecc0a04bfa8a5b43ee05e17be00000000451e843d8abd79beecc5f8bd68a382bd5b5ef03dbf55043e792b8cbd2163f5bd40fb4dbe53ef9e3ebf4c4f3e00000000acc2aa3e074ffbbde554abbe8b5abdbea8149bbd7b76f23eb7007abef633183f8ad861be27ca18beb8286bbd568b82be976a2e3e6539793ea8cbf9bdb822b5bdfc3ff0bba0a025be5866cfbd9ad69c3e11b71d3ebe8017be9facc9bd1ab6bbbd398a843ec489fabeca8a43be3c88b0beadd1293fafd42ebe831d9ebdeb688a3e8ca01abe0000c0214d100fbe000000a16300d83e251d17bec7377abd468451be5fa17c3d00000000cae9233d0591a7bd0000000006c2a0bd8342bb3df6b4b6bde2e8d6bda9d09fbcdd848d3e0f8be4bd853c6c3d29d9d9bef44a37bea8faf2bd41e0ebbd2f8e063edb49a93e00000022b6c23cbe329f83bdabe97f3c9aec1dbdeec5733e000060a3b9f60f3f8b2ce7bd39bcbfbdfafe8dbc6c9c4fbe57db32be1ae5f6bc00d172beac6e303fbd7cccbd7add9dbe4d3986befe6d59be8af03d3e44231fbe8aad83bd64a1513e274580beaa1a633d10fd0bbec4a75c3db7a3833ddfa0c2bd0ce49cbd898e8e3d108f0c3c544815be9c7a2b3ebb9bdcbdc8e399bdb530643ed4f682bd2e541dbc55c9c9bd7110eabcd3e48bbdb530643ed4f682bd2e541dbc55c9c9bd7110eabcd3e48bbdb530643ed4f682bd2e541dbc55c9c9bd7110eabcd3e48bbd0b1e07bd50bb3a3a701e473d245fa03d3932f1bddfbed2bc48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455fabaf2871e3bbabb0b3d8637073d2754d83c1302eabdb377d8bcf2871e3bbabb0b3d8637073d2754d83c1302eabdb377d8bcbf52293e02524fbe9f5fec3deb4fdbbc372660bd1ad367bdbf52293e02524fbe9f5fec3deb4fdbbc372660bd1ad367bdbf52293e02524fbe9f5fec3deb4fdbbc372660bd1ad367bd55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d5a80efbcd9d92f3d4bd7af3d4955f2bd46cbbbbc6cc539bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bddbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbd02d08b9fa66f6bd14c7ebbd854da43d170e823d3f6d7f3d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53d450daebd4109183d30e907bec76df63dffad793d200123bc9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183de3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bdba45d5bdc0eb743d0baa7dbd925668bd35f24d3d4d8fd2bb6e1da0bd81c5b43da6d30ebd5851e8bc184f3e3df44895bd6e1da0bd81c5b43da6d30ebd5851e8bc184f3e3df44895bd6e1da0bd81c5b43da6d30ebd5851e8bc184f3e3df44895bd73e29fbd1dea793dd0674dbd6b787bbda12489bb899d153d73e29fbd1dea793dd0674dbd6b787bbda12489bb899d153d226f30bd9d84a53a6e7c2bbdc1ba56bc79cc993c83a9953bcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dc4c08e3d6e7ee7bd9a5484bdd4ccd53d4cf4dcba09c6a1bdf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbb742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd76e4c1bdb3d68f3dfa3b01bcd682813c7403b4bd37b0af3da06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bba06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bba06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bb32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d29264dbca558eb3c8806aabd92e4903dd7fd263c6ae0e3bc5fa0ddbc8ab794bde81a34bd197aa23d1f660d3d3845993d5fa0ddbc8ab794bde81a34bd197aa23d1f660d3d3845993d5fa0ddbc8ab794bde81a34bd197aa23d1f660d3d3845993d3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd858c4bbc115f8dbc59296cbd2777bc3d67aae7bdb11b0d3d858c4bbc115f8dbc59296cbd2777bc3d67aae7bdb11b0d3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53bd17c08bd7611993ab2f54dbd3e8120bc657251bccd5889ba08ed163dd1c2b0bddd8a3c3df984963c557522bd61683abbb4a9373dd62807bec2b3b93da766ae3d5e420dbd02b3a6bd32cd7bbc12f0b53d143525bd5f1e8a3cf4dc4ebe7a213f3dea3c2a3d953e1cbc8a8985bc3ba355bd686ad13d3c8faebda56e9dbd7aabb23d27738dbde3918ebd7cfcd43dd35f9dbc4cd295bc95000dbbf42a1d3d25955fbcbc7a123c19e953bd84f3dabb8e704b3d168ed6bd719a4abb7ff782bc0d12253e6d3461bdf81f8f3c1633a0bdc3f19dbb702d4cbc502e393d6d3461bdf81f8f3c1633a0bdc3f19dbb702d4cbc502e393d6d3461bdf81f8f3c1633a0bdc3f19dbb702d4cbc502e393d214d19be7c941f3e56ce18bd9f1a83ba7c4cccbdb6b190bc847415bec468303e0a021a3dec2548bd08ca0ebe1844193d847415bec468303e0a021a3dec2548bd08ca0ebe1844193d1c1ce0bddac4323dadbcc0bdf49e703d37b8143dc39f97bd1c1ce0bddac4323dadbcc0bdf49e703d37b8143dc39f97bd4b2647bce005c3bbd224823cfdffc9bd54259fb7710914bd05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc33232bbd42e5503db5f981bd01144e3b3ddecd3b2d8b48bdb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563b992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbc58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d05ee333c7887dfbbd198d9bd629c22bbc88ba53da3767cbd649d6b3d4e5a8cbce44404be9fd29ebd632bec3d0f364abd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd7d75c0bd83153bbd508ab1bb5e11c6bdc3d0893d84ee453d59e5b73c232b80bd52f0263c92b994bdcde604bdf1b5d53d66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bdcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43ddc99a43d1c9c21bec0a8d23c2cf0cfbd83d37f3c9c13063eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3ee7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabcbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbd71ef4bbd0501f5bc3c57fb3d6993abbd313bbbbdb0c3173dac15ac3dbd8cc73bccbfecbc19c7e9bd73567fbd39418c3dac15ac3dbd8cc73bccbfecbc19c7e9bd73567fbd39418c3dac15ac3dbd8cc73bccbfecbc19c7e9bd73567fbd39418c3dce48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babba5e249cbda34380bd7b61783dfe7d13bd1683e83c8179863c63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d7652003dfd525e3dd73de8bd2a4a06bed1a7f03d2954bfbd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be03d210bd05483c3c7436793d2a5fdabb3092753cbe3702beb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdc096ce3c414994bc2109a83de85bc03dd7142fbeabbcd2bc6eeaa2bd02f1823ba0a7a33de2ed23bd7afe833d0282f2bc8194193e1d576fbd4e3e84bd360310bd1cd60fbd56b9f13c993605bd2a48363e120e01bef2895bbc4e229f3ccbc2a4bd755078bcb1e2933cc27e223dcdf839bdf371b3bcfe92353d176237bdfc372bbe75779bbda489143df9bf013e272d2e3e392606be54fcb93d8fcc94bd06ad92bdd07c5e3eac9f33bd2c0744bcd9d4b9bd777bf4b9db58303eafa179bd648a7abc60ed463eb3776dbd18cb493c7cab43bd41bd00be54cc24bdf00fbabdf148993d7ab45f3d09148abd80071cbd858a83bdf5dcb43da68d0dbbf1b807bece59613da5639fbdc9adb3bc9de51c3e7a9064bce15cabbc1d328b3cbb4c9fbde935a9bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bdb530643ed4f682bd2e541dbc55c9c9bd7110eabcd3e48bbdb530643ed4f682bd2e541dbc55c9c9bd7110eabcd3e48bbdb530643ed4f682bd2e541dbc55c9c9bd7110eabcd3e48bbd8629bebd5171163c1072213d2067be3d654eb0bd41be14bc5fa0ddbc8ab794bde81a34bd197aa23d1f660d3d3845993d48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba052892bddfba633d5136733dfb08f73c6c52f0bd3a9be4bca06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bbf2871e3bbabb0b3d8637073d2754d83c1302eabdb377d8bcf2871e3bbabb0b3d8637073d2754d83c1302eabdb377d8bc48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455fabaafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbd32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d09d621bc5b2f9d3db0a2173de25faebd3b7c07bd2f6978bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bdf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbb6f64b63d7f2207be7152c03da6df32bd0fe68ebc3e87afbdbf52293e02524fbe9f5fec3deb4fdbbc372660bd1ad367bdbf52293e02524fbe9f5fec3deb4fdbbc372660bd1ad367bdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bdead31a3d88306ebc4310cabd47e0393ba55f583c876159bdf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbb8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbdda61bebd67dcbd3d974e7cbd1fd39f3c2401f8bce96c50bc54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bdde1bf7bd1866ba3dabc2d9bc67cd75bdbe3b093d7240d0bcde1bf7bd1866ba3dabc2d9bc67cd75bdbe3b093d7240d0bc3e33adbc021269bdb52f2f3d9c1f81bd16e929bdd8699f3d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53dd41fccbd08b9933c1c19183d0c8d1abdb7ba3dbc0ae2613dd41fccbd08b9933c1c19183d0c8d1abdb7ba3dbc0ae2613dd41fccbd08b9933c1c19183d0c8d1abdb7ba3dbc0ae2613d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bd062d77bd504c003e2129a3ba5f96f0bda58009bcbafb87bc6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bdcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513d1851ff3da65b3fbe6f39cdbc30f90cbe44b6453ea3fb8dbd1851ff3da65b3fbe6f39cdbc30f90cbe44b6453ea3fb8dbd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd00452bbdd748b7bdf6c6e03dc60ed8bdd940bc3d539f38bd00452bbdd748b7bdf6c6e03dc60ed8bdd940bc3d539f38bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bddbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbc4ec123df91b5f3c04c2d1bddc94f0bd69dbb33d25641f3d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d034cd73d6a2b2ebcf9a3d3bdd56c5fbde71e933d4f8ea4bc034cd73d6a2b2ebcf9a3d3bdd56c5fbde71e933d4f8ea4bc034cd73d6a2b2ebcf9a3d3bdd56c5fbde71e933d4f8ea4bcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbc3048363eeb5d3cbe88c67c3c1eb48cbd00e2e4bc39fdbbbb2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53dd02a67bd3f0d983cebd717be0b550b3e1b090dbcb3c285bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d78ef21bd2bd58ebd776596bcf8c2aabd530e2b3e06cab5bb4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d0213c1bc75755ebd017d34bdb5bf48bdda7c8b3da54851bd0173a23b9937bd3d511260bcec49633cba71e1bd56f9a6bdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd2cbced3a4867fc3d49aeb6bdd0424c3d285da3bdd67720bb54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd3689e7bd9c4b8c3aaf4273bd0c24b2bd029c313e9c3c243dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513d4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bdefdebdbd963a273dd5658bbdb5d5acbd3a6ed83d6344a13d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d49fa833ca07e97bc08de65bdb45658bcbe86b7bc8937903d0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bdcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43deb4764bd73c2173e52c4efbd3cc506bddca536bd89a4783c57a6acbd5368123eb6f7dabd4566c53c54f3acbd65d5193c54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043db8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563b05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbcf82867bd9eb8c7bc49289a3d29206d3aa23c06be2e66c23dce48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbae7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabc66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3def65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eb3cb8a3c7db34d3df572e03c8c222cbd922907be3631ed3cbc36863c13bd4a3d13fdd03cec8c803d63dd1dbe170a7fbdcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43de7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbdc159963cdf2a693d086d983d0bf6d7bd308bbdbd8e9835bda7b48f3df3252db9fc848a3dd6dca2bd25878cbd4185cebd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bd32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d2f348ebde3fb33bb78be023d22e625ba92d3143d710e64bc313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183db6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdabca833c3b1adb3b12f8e0bdbfe574bd940819bc2b4b093d6d3461bdf81f8f3c1633a0bdc3f19dbb702d4cbc502e393d8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc847415bec468303e0a021a3dec2548bd08ca0ebe1844193d6e1da0bd81c5b43da6d30ebd5851e8bc184f3e3df44895bd6e1da0bd81c5b43da6d30ebd5851e8bc184f3e3df44895bd6e1da0bd81c5b43da6d30ebd5851e8bc184f3e3df44895bd6e1da0bd81c5b43da6d30ebd5851e8bc184f3e3df44895bd73e29fbd1dea793dd0674dbd6b787bbda12489bb899d153d73e29fbd1dea793dd0674dbd6b787bbda12489bb899d153d226f30bd9d84a53a6e7c2bbdc1ba56bc79cc993c83a9953bcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513d0d1425bdd21ed6bcd0de733b66cb783cb02e853d72fa99bd48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455faba052892bddfba633d5136733dfb08f73c6c52f0bd3a9be4bca06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bbf2871e3bbabb0b3d8637073d2754d83c1302eabdb377d8bcf2871e3bbabb0b3d8637073d2754d83c1302eabdb377d8bcf2871e3bbabb0b3d8637073d2754d83c1302eabdb377d8bc0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bdcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43df44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbb742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd03d210bd05483c3c7436793d2a5fdabb3092753cbe3702beac15ac3dbd8cc73bccbfecbc19c7e9bd73567fbd39418c3dac15ac3dbd8cc73bccbfecbc19c7e9bd73567fbd39418c3d05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbca9a13c3dd391d1bd296f6ebd22581abe5452783e8b8c87bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bdea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcec424d3cc3c98e3d7c7006be3bdc2c3d7f059f3bde9dfebdec424d3cc3c98e3d7c7006be3bdc2c3d7f059f3bde9dfebd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd549754beacc6613d9b85c73cf51d4abdba39d23dcd6d6dbca06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bba06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bba06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bbbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423b364d83bd55d17bbda3e648bd0b8b863d61767d3da0b33d3b48d377bdfb783ebd0277bd3c6a6fbe3d257cd7bc9455fabab8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563b6c798bbc9c0dcd3bde838ebd99de1b3ceab7ad3d9a0aa1bd6c798bbc9c0dcd3bde838ebd99de1b3ceab7ad3d9a0aa1bd32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d0451c0bc670dc1baf98b23bd428c8bbdd8084d3de454c63c55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903dc80de7bb018d953bd56514bd28714ebddf9e333dc02901bcc80de7bb018d953bd56514bd28714ebddf9e333dc02901bcb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563be3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd4fe81d3d673db7bc642dd03cb48b38bc0b7126bdf338a6bd03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd3e169abd6fba00bd6390263e55c3a639ac8dcebd8de174bdce48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbaafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbd2ef190bd60350c3ef88cf3bd0724c83c5a7bedbd9d828a3d7470b2bcf5581fb96b7b193d31e6ebbcacf228bca1dcd9bc5fa0ddbc8ab794bde81a34bd197aa23d1f660d3d3845993d5fa0ddbc8ab794bde81a34bd197aa23d1f660d3d3845993dec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd9d5395bd1d6aa13d1fb4b5bdc5dd56bcfe1b823dbfba28bdbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bf5f1253d4175b73dca8004bed018c53cf512cdbcc6fcf7bc3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043dde035abdf44757bd0972ae3cfe7f96bcbdbfb03d6cf782bcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563b5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbde638fcbd4c755c3d1de35c3d58278d3cc6f585bd607b29bca06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bba06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bba06df6bd0d98553dd83d033dbb44f73cf029e4bc22bcf4bbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbba57319bdcd1cf73cf66554bc03e1ccbde6d68aba0a6b3d3c05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc0cc2923c5e63103dfa7151bd6894b1bc355e84bdbdad473d0cc2923c5e63103dfa7151bd6894b1bc355e84bdbdad473de3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bdcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43d6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bdf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbb858c4bbc115f8dbc59296cbd2777bc3d67aae7bdb11b0d3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bf3b3d2bd2e710fbcce15863c45b9b13c8f49c13cf2a9a8bd08ed163dd1c2b0bddd8a3c3df984963c557522bd61683abbb4a9373dd62807bec2b3b93da766ae3d5e420dbd02b3a6bd32cd7bbc12f0b53d143525bd5f1e8a3cf4dc4ebe7a213f3dea3c2a3d953e1cbc8a8985bc3ba355bd686ad13d3c8faebda56e9dbd7aabb23d27738dbde3918ebd7cfcd43dd35f9dbc4cd295bc95000dbbf42a1d3d25955fbcbc7a123c19e953bd84f3dabb8e704b3d168ed6bd719a4abb7ff782bc0d12253ee7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce1f4233ede7c71be5b1c813df0c480bcc28c10bdaf2d6b39e1f4233ede7c71be5b1c813df0c480bcc28c10bdaf2d6b398ac3273bff80a6bce87414bca565a5bde592edbc717e273cb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563b05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbcec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbd6d3461bdf81f8f3c1633a0bdc3f19dbb702d4cbc502e393d6d3461bdf81f8f3c1633a0bdc3f19dbb702d4cbc502e393d9f74a0bc63f5bdbcc4edef3cc6f0a8bbcc110c3d125ad5bd9f74a0bc63f5bdbcc4edef3cc6f0a8bbcc110c3d125ad5bd6052ad3dd5b7533d3e06b5bdfc7e1f3d7933bdbd24091cbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53be3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbd384f42bdefe4bebd5ddaa73d14147ebdffa4153c97a9943d63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bdef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eea4ce03c46b16e3df442f73850a405bd1a8f22be0c84903dbc36863c13bd4a3d13fdd03cec8c803d63dd1dbe170a7fbdcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43decae743da8ec02bdffde1a3cfce235bd7bb7b5bd71c2b93de7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabc32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3de3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bd28f2debd9cb7513ecab481bd5fbfa9bdd2d23fbdab8ee2bc5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d5e468bbda31d1f3ccc2532bd37bb833d5f5898bd6f637c3d847415bec468303e0a021a3dec2548bd08ca0ebe1844193d847415bec468303e0a021a3dec2548bd08ca0ebe1844193d05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503dce48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babba74d37bbd7d60933d7ab591bc0cf0df3ca5e9ac3c697a57bdea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbc5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bde5fb32bce3660cbc2917a9bd94e612bd259e203dfd9f42bdea56b6bd1506a93c3f4b40bd363b1e3c7f16523dceec8bbd05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53be3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bdced692bb49b996bc7d2a8abc8787dcbdf8d203bd52d2163df302033d1e987dbd9b819cbdf5e6a4bc092744bdfdc1b43d4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bdcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513ddbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabb9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd182c33bd75e3cebdc4176f3dba0b0a3d3384d03cf28f5cbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563b05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc05b739bded423cbc03d5543d3fb3babd003ec43cac0e9bbc33232bbd42e5503db5f981bd01144e3b3ddecd3b2d8b48bdb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563bb8c95cbd45c0d1bd6dabd03cd94c4c3d0c14653dfba0563b992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd7e55abbdf5e01e3d5b788ebba4b1453cd633bfbb00e167bdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdec54af3d9ad9083d91627a3b3f3a97bd94c929bd2c004bbdbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423b9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbd9b0414bd215dffbc8c634abde9626a3e5540a4bdd7788bbdea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbcea9c8cbd48c1553d8b32a4bbc686b5bd90c6de3d10c8ddbc58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503ddbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabb1d1d7e3db911cabda5ad7fbc641e59bd581496bd6401ff3c311296bd5d611a3d898ef83db6ba99bd90f0a7bc51eba0bd6fa39cba0097ba3d3eb523bba0fca6bd37860b3c673f78bdf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbbf44a6bbc82d251bc3bf4833dd2d27dbc237789bd9793ebbb63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bdf1df123d19ab5dbd661f95bd916803becd05333e760c85bd8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4f6bb73c139d11bd790b06bec68af7bdb770d13daca4fb3ccc3894bdfb575d3bd1495bbc5d92cfbdc4e4003ea1fd83bccd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513dcd7bb2bda926903d72c4a83aeb1691bd0d03bcbc58cd513d4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd4ca36abc81968dbdfab189bc0c7969bda8cc403ebd0886bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbd3adf713cace2143d5c3e94bddb065a3dcf49afbc373b3fbde43c50bd323a82bbfbae45ba3167943ddec178bd5a5f08bc58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d58d53ebd9956793b843fc8bb7192a4bdbe5a2a3ded77503d5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bd5c3a63bc8922273df6f88abc8673e13d3a6c8ebd5ac021bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bddbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bd32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bddbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabb7886103d349d8fbcbda4943cc29d5abdfb9d95bd94204d3d54dbd13c8eb0ec3db821f8bd9c9ecd3b37f420bdc94a043d66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bdcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43ddc99a43d1c9c21bec0a8d23c2cf0cfbd83d37f3c9c13063eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3ee7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabcb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423bbe1b24bee8204e3b5b26a23ca7d481bd867dff3d72be423b63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd4252903c741bb6bd275e263c854d9dbc2920cabc86aad73d66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bd66ddf4bcfa96d43cb419eb3c80ed7c3dc0e17cbda37735bdef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eef65303d6a0df3bddac93bbc86548fbd7b67b03c48e61a3eafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdafda67bb4a1fd6bc9a709d3d6951f1bc6f802bbd52759dbdb71a5abde223303dd1e4ecbc46a171bdd245cc3c467a2cbdde1bf7bd1866ba3dabc2d9bc67cd75bdbe3b093d7240d0bc0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd7e5989bdef32a83d2bb4d5bb136c1cbd7a1e62bd512609bdc8f8f93c1ca14abd83c615bdba839ebd05aa2eba32bbe23d2245e83d335516bed65108bd8ff5e1bc33efe9bc6462d53dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43dcc161cbd5c15ea3c494f2abd688d39bd170e69bc047ce43d7c2a313b848916bd9860aebde5cae0bc5879153d3a15013e313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183d313c95bd32d1373db5d1f1bdbddeb63ce87ae93d4179183de7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabce7738e3d759a89bdfc58953da28d8abdc58486bcbe25eabc32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3dd837123b48e1da3cd2d10c3debac93bddf3604bd21fae4bc03d210bd05483c3c7436793d2a5fdabb3092753cbe3702beac15ac3dbd8cc73bccbfecbc19c7e9bd73567fbd39418c3dac15ac3dbd8cc73bccbfecbc19c7e9bd73567fbd39418c3dc80de7bb018d953bd56514bd28714ebddf9e333dc02901bcc80de7bb018d953bd56514bd28714ebddf9e333dc02901bcc80de7bb018d953bd56514bd28714ebddf9e333dc02901bcc80de7bb018d953bd56514bd28714ebddf9e333dc02901bca899223c4867eabc2ef5863da1e3233ddc7c1bbe32b9423cce48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babbace48c2bd7e3575bcf3200b3ed8b9f43c5b66b8bd769babba3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53b3368023e15bdb5bc617558bda195bb3936a0ddbdc0e9a53ba4818ebc37bca7bd3030573dcd7139bdfb33ef3b1db954bc63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd63e1c7bd3631dabbce13fd3d39344abc451a80bc880057bd66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d66e3563b7272b1bd842560bd26e4543abc0b383dd0ce9d3d0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bd0ea3653d64cafbbc451175bc3bd3913ce02ad5bc2a8130bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bd55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d55b11cbd8eb176bc8a53b8bbc04c47bd7ba0123c5943903d742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bd742ca83d586ce7bd2960d6bd52fdf43d123d123df0bca3bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bddbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabbdbfa37bdc28326bd60e71a3e405094bd82bd63bdbe5efabb32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d32fa183c9e87a03ca00b4abda858c93b486caebdf98afe3d92c886bc9d30323e4fb7b2bd45d220bceb3f9dbd9900e8bd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebd6ab7bfbdd75b783e7435a3bdc8018bbdad37efbcfad7aebde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bde3d20c3dfd41bd3a49ff05bdd4a1b23d3bad99bd63cd81bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd05afbb3d055123be5ae38fbd1673dabd962d5d3e7a6b69bd6d3461bdf81f8f3c1633a0bdc3f19dbb702d4cbc502e393d8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc8f97003ed6cc89bc46f2a5bd88aadebda53d483bc55c41bc03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be03d210bd05483c3c7436793d2a5fdabb3092753cbe3702be992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bd992eec3a23073f3e3916f1bd1b2753bd2de75cbd965b94bde20a15bea54d7a3ccef149bdfa212b3e2560313d86a3c8bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdb6d806bc460576bdf203463e0128ecbc5d8ab9bd3f2888bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bdaa3d71bde43eb03d735689bd77f58dbcd83b5d3d2071c1bd504b0304140000000000000021009ef6137bb0000000b000000005000000372e6e7079934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028362c292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a74d60ccd13f8debf3328923d6753e1bff8657edbb061ddbfba7b8abce354e1bff360c41f83d2e0bffef414b073bce7bf504b030414000000000000002100c903dc32980600009806000005000000382e6e7079934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a202836352c2036292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a3b09e43d1002da3d5528133f0e2f8f3da8b8d53db494073d3a9f9f3d7f65d73ea7f48a3df1b0623e876cee3c906c3b3ef1ee253f8596683d978d723c3dc07b3ee559a73c8ca4643c1ac37f3c80dcce3e01c5023fc31d973c5f8f573c72681b3dfdf4073fe17c663e95ef263e4031443c73f0fe3bf4137a3d0d8f603d30e8e53c168a4b3b5e0b293f27c0803e22d2103bc3760b3cb294543d3af6443fccb8b93d8a696e3db09dae3c38dc123cad59923ce4cba83b5b32773fe16f2c3a5c65e53aa17a0a3f6439463b4ae1ca3ebf0ec73c2d35cd3c4a182b3c6da3b73d4d7c6c3d75e1073fd5c7e73de674183e4dc2743d83b8313f319e0b3b10368e3e21b4163c5fd10b3c51b0053c3351253a24a3f638e1ba7f3f75a88639ea56d7371212c9375d6a0f3e89fa393e0874d83ef845a03d53b70a3ee6622b3dc0c8e53d1d35b43dc6a3d03d2ae49f3d6dd6053e5673fa3eb606663e9a3fc53d70da2e3e23fd793ec273053e280e093e6291833ea5194e3e48bfaa3caf71ef3e710d173dab27863c8c77ab3c143baf3cb69b003d191a5f3f572b4d3dd0f0993b7bec493f7396de3ce6a5983ce0c8253ef178cd3af0ad003b2079903db5665e3c83e8e93c5d18583f35b2013c7a8d103dbf430c3eede0583f792d113a907e283bb168803bec21103ced866c3f1bd9a23cc6051c3d0baac13b6a62263c8310053bcee7133fba26a13e0221113af9afd03df32a2d3a6fa18f3b3262933d0938233fd8e92d3e3e9cf63cb7bf6f3dd605033dcf78de3c5d19be3c42a7953ddb72563f7fa5f63ce59f0f3cb6af4f3f16beea3a3d64793c2aff213e3809313c926a313bff68fd3ac2edcc3be3786f3c4ab3df3a89a7773f648a043c2a23ce3d6256063f1919b53d9597773d6522453e3500083d2b34073b996d023ff37ee03e6851b23c8b1a813c6a164c3c9244653c00e1843d02c73b3fc0d0893cc28c2c3eb314163b5f8e503f157be13c89be0f3c9415ee3c086ce33d1028123ce537b03e9e04863c80d0423d22b9013ff1c2f13c79fa633d76aad83ca7a3b63d7ae7be3bcb1efe3dbd98e23e62b09f3ee926873e66e5f83d71038e3eb7faa53dbb1e303e0639ac3d7de6a63c7b66bd3db77d6f3b7b76b23d859be63eda1fb13ec6af913ef3e9b63cbd17263dc3dd0e3f19ab063dd56d7c3d9d1e4c3f27551c3d0e7b1f3c62c0063d77b8ea3db287ed3b2d73293c12c92d3e863d0c3f9eacef3cfc29763eff84223b00d0f83ad51b023fda02dc3e1182cd3c1ea9b03c413f5d3cdd48e33df7070d3f8c56bd3df0e8553d1fe1163e54d43c3ddb87ed3a722aae3b3b50693c9a29cd3aa345783f61b7ed3b1d7b323f5615ac3bb12e363c37f3863ef817993c44d1883b88fcd93cc1b98d3cfc67923da61e583f28b4043d81d9023c5123923de128223f4c9b373e3127f03ce3c1663d42d1f73c7f39233f3984783e7f701f3a32d0e93dc6891e3ab7f68d3bd8f36c3f6d729c3c3c581b3d7355c13b9d5c1c3c02e7fd3abba7033eec245b3f308c0e3a206d083b1d3a713ba4f6143c05f6973d52dc4d3cebc4f13cd058573f7f9ae73b1c3a113dcf7a493fdc8a093dd329b93cf0a21c3ee172c83ad93e163ba676913cd922cb3c9ee2e33c00f55f3f37734c3db3f59f3becda813e8c62543eec3dac3cda90ed3e63dc183d9138883c9ca76b3ebaf4b33d6256303e04fc7b3e400af63d8106133e7f87ea3d7cbfb43d328dcd3df2c8a03d78ec063e7c22f93efe60d53d1163723eff3ec73e72606e3d4b15313e28041f3d954a143b3c36333a07ec7e3f20fa893ae691d93815d8e238b6c3393f4f4baf3c88a04e3eddf51d3c0c3dfe3bbd570a3d0d819b3dec6c483db8321e3fc8d0c33d2727fa3d9375213d34ca033f5ca33e3b4833cb3e470eea3c6597343d04e7503c257e573ca4192e3d0aac2b3cf9236d3ff436f33a4414ba3b3654be3c267ec43de2f9ec3eb947073e69b57e3efd15183dda77903d03e1093d9685e13bde3f433f9676fc3d4f38413be773b43e6af0a73efea27a3e3ec6f53cf694c03bc25b1f3d4bd6893c1a95c23e5833093f5149913c21a66a3c5ae80f3d3d902a3f3c70803d1a4d883cd6815a3e0991cc3ca64a833c8a99a13d378fd63e658c8e3d3668603ecb2eef3c8a803c3e61f5e13d5a98d13d43f7153f56668b3dd17cce3d06aa053d504b030414000000000000002100af15b53b820c0000820c00000b000000736368656d612e6a736f6e7b225f5f636c6173735f5f223a202264696374222c20225f5f69645f5f223a20302c20225f5f6c6f616465725f5f223a2022446963744e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73222c20225f736b6f70735f76657273696f6e223a2022302e31362e30222c2022636f6e74656e74223a207b226368617261637465725f696466223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20372c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022352e6e7079222c202274797065223a20226e756d7079227d2c20226368617261637465725f6f666673657473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20362c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022342e6e7079222c202274797065223a20226e756d7079227d2c20226368617261637465725f7465726d73223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20352c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022332e6e7079222c202274797065223a20226e756d7079227d2c2022686561646572223a207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a20312c20225f5f6c6f616465725f5f223a20224a736f6e4e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73222c2022636f6e74656e74223a20225c227b5c5c5c22617267735c5c5c223a207b5c5c5c22635c5c5c223a20312e302c205c5c5c22636861725f6e6772616d735c5c5c223a205b322c20355d2c205c5c5c226d61785f66656174757265735c5c5c223a2035303030302c205c5c5c226d696e5f64665c5c5c223a20322c205c5c5c226d696e5f73636f72655c5c5c223a20302e342c205c5c5c22736565645c5c5c223a20302c205c5c5c22776f72645f6e6772616d735c5c5c223a205b312c20325d7d2c205c5c5c22666f726d61745c5c5c223a205c5c5c227072656461776e207461676765725c5c5c222c205c5c5c226c69627261726965735c5c5c223a207b5c5c5c226e756d70795c5c5c223a205c5c5c22322e342e365c5c5c222c205c5c5c22707974686f6e5c5c5c223a205c5c5c22332e31312e375c5c5c222c205c5c5c227363696b69742d6c6561726e5c5c5c223a205c5c5c22312e392e315c5c5c222c205c5c5c2273636970795c5c5c223a205c5c5c22312e31372e315c5c5c222c205c5c5c22736b6f70735c5c5c223a205c5c5c22302e31362e305c5c5c227d2c205c5c5c2273616d706c65735c5c5c223a205c5c5c22326262333663633036356661663363303866306531363737303863363036643635373237663133643264623934373337353366373536646562343332626535325c5c5c222c205c5c5c22746167735c5c5c223a205b5c5c5c226167656e74735c5c5c222c205c5c5c22636f6d70757465722d766973696f6e5c5c5c222c205c5c5c226c616e67756167655c5c5c222c205c5c5c226d6c6f70735c5c5c222c205c5c5c227370656563685c5c5c222c205c5c5c2274696d652d7365726965735c5c5c225d2c205c5c5c2274656d70657261747572655c5c5c223a20342e302c205c5c5c2276657273696f6e5c5c5c223a20317d5c22222c202269735f6a736f6e223a20747275657d2c2022696e7465726365707473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20392c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022372e6e7079222c202274797065223a20226e756d7079227d2c202273616d706c655f73636f726573223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a2031302c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022382e6e7079222c202274797065223a20226e756d7079227d2c202277656967687473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20382c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022362e6e7079222c202274797065223a20226e756d7079227d2c2022776f72645f696466223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20342c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022322e6e7079222c202274797065223a20226e756d7079227d2c2022776f72645f6f666673657473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20332c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022312e6e7079222c202274797065223a20226e756d7079227d2c2022776f72645f7465726d73223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20322c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022302e6e7079222c202274797065223a20226e756d7079227d7d2c20226b65795f7479706573223a207b225f5f636c6173735f5f223a20226c697374222c20225f5f69645f5f223a2031312c20225f5f6c6f616465725f5f223a20224c6973744e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73222c2022636f6e74656e74223a205b7b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d5d7d2c202270726f746f636f6c223a20327d504b0102140314000000000000002100dd03a0698c0600008c060000050000000000000000000000800100000000302e6e7079504b01021403140000000000000021003e3caf40b8050000b80500000500000000000000000000008001af060000312e6e7079504b010214031400000000000000210078b551acb0050000b005000005000000000000000000000080018a0c0000322e6e7079504b01021403140000000000000021009fc746ed1a0d00001a0d000005000000000000000000000080015d120000332e6e7079504b010214031400000000000000210031ce4674b81c0000b81c000005000000000000000000000080019a1f0000342e6e7079504b0102140314000000000000002100454f347bb01c0000b01c00000500000000000000000000008001753c0000352e6e7079504b0102140314000000000000002100f6428f33a0640000a0640000050000000000000000000000800148590000362e6e7079504b01021403140000000000000021009ef6137bb0000000b000000005000000000000000000000080010bbe0000372e6e7079504b0102140314000000000000002100c903dc3298060000980600000500000000000000000000008001debe0000382e6e7079504b0102140314000000000000002100af15b53b820c0000820c00000b0000000000000000000000800199c50000736368656d612e6a736f6e504b0506000000000a000a000402000044d200000000', '4db399a8e3cf6fdfe3bb4c3c5ec701d4ede0cbae0f856fae7ea5e4738c8988ca', '{"c": 1.0, "seed": 0, "min_df": 2, "min_score": 0.4, "char_ngrams": [2, 5], "word_ngrams": [1, 2], "max_features": 50000, "held_out_percent": 20}', '{"other": {"share": 0.0, "min_score": 0.4, "accuracy_of_rest": 0.2777777777777778}, "slices": {"no_title": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "long_text": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "short_text": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "no_description": {"f1": null, "recall": null, "precision": null, "num_samples": 0}}, "status": "not enough labels", "overall": {"f1": 0.2677248677248677, "macro": {"f1": 0.21746031746031746, "recall": 0.23611111111111108, "precision": 0.24206349206349206}, "recall": 0.2777777777777778, "accuracy": 0.2777777777777778, "precision": 0.30687830687830686, "num_samples": 18}, "per_tag": {"mlops": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 2}, "agents": {"f1": 0.2857142857142857, "recall": 0.25, "precision": 0.3333333333333333, "num_samples": 4}, "speech": {"f1": 0.3333333333333333, "recall": 0.25, "precision": 0.5, "num_samples": 4}, "language": {"f1": 0.4, "recall": 0.6666666666666666, "precision": 0.2857142857142857, "num_samples": 3}, "time-series": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 1}, "computer-vision": {"f1": 0.2857142857142857, "recall": 0.25, "precision": 0.3333333333333333, "num_samples": 4}}, "remarks": ["not enough labels: 18 held-out projects, 50 are needed; scores are not calibrated on these labels, their temperature is the default."], "confusion": {"tags": ["agents", "computer-vision", "language", "mlops", "speech", "time-series"], "counts": [[1, 1, 0, 1, 0, 1], [1, 1, 1, 0, 1, 0], [0, 0, 2, 0, 0, 1], [1, 0, 1, 0, 0, 0], [0, 0, 3, 0, 1, 0], [0, 1, 0, 0, 0, 0]]}, "calibration": {"bins": [{"to": 0.5, "from": 0.4, "accuracy": 0.0, "mean_score": 0.45482062053387906, "num_samples": 2}, {"to": 0.6, "from": 0.5, "accuracy": 0.0, "mean_score": 0.5576585928478326, "num_samples": 1}, {"to": 0.7, "from": 0.6, "accuracy": 0.0, "mean_score": 0.6682311363994083, "num_samples": 3}, {"to": 0.8, "from": 0.7, "accuracy": 0.6666666666666666, "mean_score": 0.7555140190687166, "num_samples": 3}, {"to": 0.9, "from": 0.8, "accuracy": 0.0, "mean_score": 0.8244816999209406, "num_samples": 2}, {"to": 1.0, "from": 0.9, "accuracy": 0.42857142857142855, "mean_score": 0.9463837592963785, "num_samples": 7}], "temperature": 4.0, "negative_log_likelihood": 2.8640181963497224, "expected_calibration_error": 0.5006769452909166, "negative_log_likelihood_uncalibrated": 1.731390236219673}}', '{"fingerprint": "abc132fccc1baf073f2fd365c02231ea4a3f3e814ed65895c7d69d89a6ec1f6c", "num_samples": 69, "num_held_out": 18, "num_samples_per_tag": {"mlops": 9, "agents": 12, "speech": 15, "language": 14, "time-series": 4, "computer-vision": 15}}', '{"numpy": "2.4.6", "scipy": "1.17.1", "skops": "0.16.0", "python": "3.11.7", "scikit-learn": "1.9.1"}', 'candidate', '2026-11-27 10:15:46.382125+00'),
	(1, 'model.tagger:Tagger', NULL, '\x504b0304140000000000000021009a1bd317590700005907000005000000302e6e7079934e554d5059010076007b276465736372273a20277c7531272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028313735332c292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a6161206465706c6f7961206e657761206f6e612073696d706c656120766f696365612077697468616374696f6e616374696f6e20616e646167656e746167656e74206e65776167656e74207472616e736c6174696f6e616e64616e6420666f72616e64206772616d6d6172616e64206d6f64656c616e64206e6577616e64207365676d656e746174696f6e616e642073696d706c65616e6420737065616b6572616e6420746f6b656e617564696f63616d65726163616d657261206d6f64656c636f72707573636f7270757320666f72646174616461746120616374696f6e6461746120666f726461746120696e74657276616c64617461207365676d656e746174696f6e6465706c6f796465706c6f792073696d706c65646574656374696f6e656e7669726f6e6d656e74656e7669726f6e6d656e74206e65776661737466617374206f66666173742070726f6a6563746661737420726f6c6c6261636b666f72666f722061666f72206f66666f722070686f6e656d65666f7220706978656c666f7220726f6c6c6261636b666f722077697468666f7265636173746772616d6d61726775696465677569646520616e6467756964652063616d657261677569646520706f6c696379677569646520726567697374727967756964652077697468696d616765696e74657276616c6c61676c61672067756964656c616720776974686c6561726e696e676c6561726e696e6720616c6561726e696e6720666f7265636173746c6561726e696e67206c6561726e696e676c6561726e696e67206f666c6561726e696e67206f6e6c6561726e696e67207265776172646c6561726e696e6720746f6b656e6d6f64656c6d6f64656c20616e646d6f64656c206f666d6f64656c2070726f6a6563746d6f64656c207265776172646d6f64656c20726f6c6c6261636b6d6f64656c207468656d6f6e69746f726d6f6e69746f7220616d6f6e69746f72206d6f64656c6d6f6e69746f72206e65776d6f6e69746f7220706970656c696e656e65776e65772067756964656e65772070726f6a6563746e6577207265636f7264696e676e6577207365676d656e746174696f6e6e6577207468656e6577207472616e736c6174696f6e6e657720766f6963656e657720d0b7d0b2d183d0ba6f666f6620666173746f6620666f726f66206c6561726e696e676f66206e65776f6620706c616e6e65726f662070726f6a6563746f6620726f6c6c6261636b6f6e6f6e20616f6e20666f726f6e2067756964656f6e20696e74657276616c6f6e206e657770686f6e656d6570686f6e656d65206661737470686f6e656d65206f6670686f6e656d65206f6e70686f6e656d65207265636f7264696e6770686f6e656d652073696d706c65706970656c696e65706970656c696e652061706970656c696e652077697468706978656c706978656c20616e64706978656c206c6561726e696e67706c616e6e6572706c616e6e657220616374696f6e706c616e6e657220616e64706c616e6e65722063616d657261706f6c69637970726f6a65637470726f6a65637420616e6470726f6a656374206461746170726f6a656374206d6f6e69746f7270726f6a6563742070686f6e656d6570726f6a65637420776974687265636f7264696e677265636f7264696e6720766f69636572656769737472797265676973747279206c6561726e696e6772656c6561736572656c6561736520726f6c6c6261636b72657761726472657761726420677569646572657761726420766964656f726f6c6c6261636b726f6c6c6261636b206f66726f6c6c6261636b2070686f6e656d65736561736f6e7365676d656e746174696f6e7365676d656e746174696f6e20696d61676573656e736f7273656e736f72206d6f64656c73656e74656e636573696d706c6573696d706c6520617564696f73696d706c6520646574656374696f6e73696d706c6520666f7273696d706c65206d6f64656c737065616b6572737065616b65722061737065616b6572206c6561726e696e6774686574686520616e6474686520666f727468652070726f6a656374746865207365676d656e746174696f6e746f6b656e746f6b656e2064617461746f6b656e206c6561726e696e677472616e736c6174696f6e7472616e736c6174696f6e206f6e7472616e736c6174696f6e207472616e736c6174696f6e7472656e647472656e642072656769737472797472656e6420746865766964656f766964656f206f6e766964656f2070726f6a656374766f696365766f696365206e6577766f69636520737065616b6572766f69636520766f696365776974687769746820617769746820616e647769746820706c616e6e6572c3bc6265727365747a756e67d0b7d0b2d183d0bad0b7d0b2d183d0ba206f66504b0304140000000000000021001445bb6c280600002806000005000000312e6e7079934e554d5059010076007b276465736372273a20273c6938272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283138312c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a0000000000000000010000000000000009000000000000000e0000000000000012000000000000001a00000000000000210000000000000027000000000000002d0000000000000037000000000000003c0000000000000045000000000000005600000000000000590000000000000060000000000000006b0000000000000074000000000000007b000000000000008b000000000000009500000000000000a000000000000000a900000000000000ae00000000000000b400000000000000c000000000000000c600000000000000d000000000000000d400000000000000df00000000000000e700000000000000f40000000000000005010000000000000b01000000000000180100000000000021010000000000002c010000000000003b010000000000003f01000000000000460100000000000052010000000000005f01000000000000620100000000000067010000000000006d01000000000000780100000000000081010000000000008d0100000000000095010000000000009d01000000000000a401000000000000a901000000000000b201000000000000be01000000000000ca01000000000000d801000000000000e201000000000000e701000000000000ef01000000000000f201000000000000fb0100000000000003020000000000000b0200000000000015020000000000002602000000000000370200000000000042020000000000004d020000000000005c020000000000006a020000000000006f02000000000000780200000000000080020000000000008d020000000000009902000000000000a702000000000000b002000000000000b702000000000000c002000000000000cd02000000000000d802000000000000e802000000000000eb02000000000000f402000000000000ff020000000000000c030000000000001c03000000000000230300000000000032030000000000003b0300000000000047030000000000004903000000000000500300000000000056030000000000006103000000000000670300000000000071030000000000007b03000000000000860300000000000088030000000000008c0300000000000092030000000000009a03000000000000a503000000000000ab03000000000000b203000000000000be03000000000000c803000000000000d203000000000000e303000000000000f103000000000000f9030000000000000304000000000000100400000000000015040000000000001e040000000000002c04000000000000330400000000000041040000000000004c040000000000005a040000000000006004000000000000670400000000000072040000000000007e040000000000008d040000000000009c04000000000000a804000000000000b104000000000000c004000000000000c804000000000000d904000000000000e004000000000000f004000000000000f60400000000000002050000000000000e050000000000001605000000000000210500000000000031050000000000003705000000000000430500000000000055050000000000005b0500000000000067050000000000006f050000000000007505000000000000810500000000000091050000000000009b05000000000000a705000000000000ae05000000000000b705000000000000c705000000000000ca05000000000000d105000000000000d805000000000000e305000000000000f305000000000000f805000000000000020600000000000010060000000000001b0600000000000029060000000000004006000000000000450600000000000053060000000000005c060000000000006106000000000000690600000000000076060000000000007b06000000000000840600000000000091060000000000009c06000000000000a006000000000000a606000000000000ae06000000000000ba06000000000000c606000000000000ce06000000000000d906000000000000504b030414000000000000002100ed4d7de4200600002006000005000000322e6e7079934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283138302c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200ad432b2e934e6004024ef769473c4104024ef769473c4104024ef769473c41040d542c7e6ba3b0f4024ef769473c41040d542c7e6ba3b0f40b70a8faa2ae7074024ef769473c4104025a46c4f12360540d542c7e6ba3b0f4024ef769473c41040e568663b1cb4fd3fd542c7e6ba3b0f4024ef769473c41040d542c7e6ba3b0f40a1322b0fa3c10a4024ef769473c4104024ef769473c4104024ef769473c4104024ef769473c41040a1322b0fa3c10a40ad17f72cc6a8044033994d6abb720d4050c170a9c571064024ef769473c41040a0ac3f60a6c4024024ef769473c4104024ef769473c4104024ef769473c4104024ef769473c41040c25c97ebf1be084024ef769473c4104050c170a9c5710640b70a8faa2ae7074024ef769473c410403b7cd0ea995b024024ef769473c4104024ef769473c4104024ef769473c410405bc3ec3447c5fe3f24ef769473c41040d542c7e6ba3b0f4033994d6abb720d40d542c7e6ba3b0f4024ef769473c4104024ef769473c4104059b408272ab00940d542c7e6ba3b0f40d432b2e934e6004024ef769473c41040d542c7e6ba3b0f4024ef769473c41040d542c7e6ba3b0f40cb4f2f6956fd0b40b70a8faa2ae7074059b408272ab0094059b408272ab0094024ef769473c4104024ef769473c410400045547b4742004024ef769473c4104024ef769473c4104024ef769473c41040d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f4024ef769473c41040522b5c1f0355ff3f24ef769473c4104024ef769473c4104024ef769473c4104024ef769473c41040d542c7e6ba3b0f40d542c7e6ba3b0f40dd254a679924044024ef769473c4104024ef769473c4104024ef769473c4104024ef769473c41040f64ddde206b4fc3f24ef769473c4104024ef769473c4104024ef769473c4104024ef769473c4104024ef769473c4104024ef769473c4104033994d6abb720d4024ef769473c41040e568663b1cb4fd3f24ef769473c41040d542c7e6ba3b0f40d542c7e6ba3b0f4024ef769473c4104024ef769473c4104024ef769473c4104024ef769473c4104099d2566e9a92004024ef769473c4104024ef769473c4104024ef769473c4104024ef769473c41040d542c7e6ba3b0f40a0ac3f60a6c40240d542c7e6ba3b0f4024ef769473c4104024ef769473c4104024ef769473c41040d542c7e6ba3b0f40ad17f72cc6a8044024ef769473c4104024ef769473c410408128c5aef8230740d542c7e6ba3b0f4024ef769473c410407bd3123bd8cd054024ef769473c4104024ef769473c4104024ef769473c4104059b408272ab00940d432b2e934e6004024ef769473c4104024ef769473c41040d542c7e6ba3b0f4024ef769473c4104024ef769473c410407bd3123bd8cd054024ef769473c41040b70a8faa2ae7074024ef769473c41040b70a8faa2ae7074024ef769473c41040c25c97ebf1be084024ef769473c4104024ef769473c4104025a46c4f1236054024ef769473c4104024ef769473c41040d542c7e6ba3b0f4052e049a470a8034024ef769473c41040c25c97ebf1be084024ef769473c41040d542c7e6ba3b0f40522b5c1f0355ff3f24ef769473c41040d542c7e6ba3b0f4033994d6abb720d4024ef769473c410407bd3123bd8cd054024ef769473c4104024ef769473c410401cb1d4d1adf7014024ef769473c4104024ef769473c4104024ef769473c41040d542c7e6ba3b0f407bd3123bd8cd054024ef769473c4104024ef769473c41040ad17f72cc6a8044024ef769473c4104024ef769473c4104059b408272ab0094024ef769473c4104024ef769473c41040dd254a6799240440d542c7e6ba3b0f4024ef769473c41040a0ac3f60a6c4024024ef769473c4104024ef769473c4104024ef769473c41040d432b2e934e60040d542c7e6ba3b0f40d542c7e6ba3b0f4024ef769473c4104059b408272ab0094050c170a9c571064024ef769473c41040504b03041400000000000000210070cb92deeb0c0000eb0c000005000000332e6e7079934e554d5059010076007b276465736372273a20277c7531272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028333137392c292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a206120612020616320616374206163746920616720616765206167656e20616e20616e6420616e642020617520617564206175646920632063612063616d2063616d6520636f20636f7220636f7270206420646120646174206461746120646520646570206465706c206465742064657465206520656e20656e7620656e7669206620666120666173206661737420666f20666f7220666f722020666f7265206720677220677261206772616d206775206775692067756964206920696d20696d6120696d616720696e20696e7420696e7465206c206c61206c6167206c616720206c65206c6561206c656172206d206d6f206d6f64206d6f6465206d6f6e206d6f6e69206e206e31206e32206e33206e34206e35206e36206e37206e65206e6577206e657720206f206f66206f6620206f6e206f6e2020702070682070686f2070686f6e20706920706970207069706520706978207069786520706c20706c6120706c616e20706f20706f6c20706f6c692070722070726f2070726f6a207220726520726563207265636f2072656720726567692072656c2072656c6520726577207265776120726f20726f6c20726f6c6c207320736520736561207365617320736567207365676d2073656e2073656e732073656e742073692073696d2073696d70207370207370652073706561207420746820746865207468652020746f20746f6b20746f6b6520747220747261207472616e20747265207472656e207620766920766964207669646520766f20766f6920766f6963207720776920776974207769746820c3bc20c3bc6220c3bc626520c3bc62657220d0b720d0b7d0b220d0b7d0b2d18320d0b7d0b2d183d0ba30203120322033203420352036203720382039206120616361636b61636b2061637461637469616374696f6167616720616765616765206167656e6167656e74616b616b65616b6572616b657220616c616c20616d616d65616d6572616d657261616d6d616d6d61616d6d6172616e616e64616e6420616e6e616e6e65616e6e6572616e73616e736c616e736c6161726172206172646172642061726e61726e6961726e696e61736173656173652061736f61736f6e61736f6e20617374617374206174617461617461206174696174696f6174696f6e617561756461756469617564696f62616261636261636b6261636b206265626572626572736265727365636163616d63616d6563616d65726361736361737463617374206365636520636b636b20636f636f72636f7264636f726469636f7270636f72707563746374206374696374696f6374696f6e637963792064206461646174646174616461746120646564652064656c64656c2064656f64656f206465706465706c6465706c6f646574646574656465746563646964696e64696e6764696e672064696f64696f206520656165616b65616b6565616b65726561726561726e6561726e696561736561736565617365206561736f6561736f6e656365636165636173656361737465636f65636f7265636f72646563746563742065637469656374696f656765676965676973656769737465676d65676d6565676d656e656c656c20656c65656c6561656c656173656c69656c696e656c696e65656d656d65656d6520656e656e20656e63656e6365656e636520656e64656e6420656e73656e736f656e736f72656e74656e7420656e7461656e746174656e7465656e74656e656e76656e7669656e766972656f656f20657065706c65706c6f65706c6f7965726572206572616572612065727365727365657273657465727665727661657276616c657465746565746563657465637465747a65747a7565747a756e657765772065776165776172657761726466206661666173666173746661737420666f666f72666f7220666f7265666f7265636720676567652067656e67656e7467656e74206769676973676973746769737472676d676d65676d656e676d656e7467726772616772616d6772616d6d677567756967756964677569646568206865686520686f686f6e686f6e65686f6e656d696369636569636520696379696379206964696465696465206964656f6964656f20696d696d61696d6167696d616765696d70696d706c696d706c65696e696e65696e6520696e67696e6720696e74696e7465696e746572696f696f20696f6e696f6e2069706970656970656c6970656c69697269726f69726f6e69726f6e6d697369737469737472697374727969746974686974682069746f69746f7269746f722069786978656978656c6978656c206a656a65636a6563746a656374206b206b656b656e6b656e206b65726b6572206c206c616c61676c6167206c616e6c616e6e6c616e6e656c61746c6174696c6174696f6c626c62616c6261636c6261636b6c656c65206c65616c6561726c6561726e6c6561736c656173656c696c69636c6963796c696379206c696e6c696e656c696e65206c6c6c6c626c6c62616c6c6261636c6f6c6f796c6f79206d616d61676d6167656d616765206d61726d6172206d656d65206d656e6d656e746d656e74206d656e74616d65726d6572616d657261206d6d6d6d616d6d61726d6d6172206d6f6d6f646d6f64656d6f64656c6d6f6e6d6f6e696d6f6e69746d706d706c6d706c656d706c65206e206e316e326e336e346e356e366e376e636e63656e6365206e646e64206e656e65206e656d6e656d656e656d65206e65726e6572206e65776e6577206e676e67206e696e696e6e696e676e696e67206e69746e69746f6e69746f726e6d6e6d656e6d656e6e6d656e746e6e6e6e656e6e65726e6e6572206e736e736c6e736c616e736c61746e736f6e736f726e736f72206e746e74206e74616e7461746e746174696e74656e74656e6e74656e636e7465726e746572766e766e76696e7669726e7669726f6f206f646f64656f64656c6f64656c206f666f66206f696f69636f6963656f696365206f6a6f6a656f6a65636f6a6563746f6b6f6b656f6b656e6f6b656e206f6c6f6c696f6c69636f6c6963796f6c6c6f6c6c626f6c6c62616f6e6f6e206f6e656f6e656d6f6e656d656f6e696f6e69746f6e69746f6f6e6d6f6e6d656f6e6d656e6f726f72206f72646f7264696f7264696e6f72656f7265636f726563616f72706f7270756f727075736f796f792070657065617065616b7065616b6570656c70656c6970656c696e706870686f70686f6e70686f6e65706970697070697065706970656c70697870697865706978656c706c706c61706c616e706c616e6e706c65706c6520706c6f706c6f79706c6f7920706f706f6c706f6c69706f6c6963707270726f70726f6a70726f6a657075707573707573207220726172612072616d72616d6d72616d6d6172616e72616e7372616e736c72647264207264697264696e7264696e6772657265637265636172656361737265636f7265636f7272656772656769726567697372656c72656c6572656c656172656e72656e6472656e6420726577726577617265776172726e726e69726e696e726e696e67726f726f6a726f6a65726f6a6563726f6c726f6c6c726f6c6c62726f6e726f6e6d726f6e6d657270727075727075737270757320727372736572736574727365747a72767276617276616c7276616c2072797279207320736573652073656173656173736561736f7365677365676d7365676d6573656e73656e7373656e736f73656e7473656e74657365747365747a7365747a75736973696d73696d7073696d706c736c736c61736c6174736c617469736f736f6e736f6e20736f72736f7220737073706573706561737065616b73747374207374727374727973747279207420746174612074617474617469746174696f746574656374656374746563746974656e74656e6374656e6365746572746572767465727661746874682074686574686520746974696f74696f6e74696f6e20746f746f6b746f6b65746f6b656e746f72746f722074727472617472616e7472616e737472657472656e7472656e6474727974727920747a747a75747a756e747a756e6775647564697564696f7564696f207569756964756964657569646520756e756e67756e67207573757320766176616c76616c20766976696476696465766964656f7669727669726f7669726f6e766f766f69766f6963766f696365772077617761727761726477617264207769776974776974687769746820786578656c78656c2079207a757a756e7a756e677a756e6720c3bc62c3bc6265c3bc626572c3bc62657273d0b2d183d0b2d183d0bad0b2d183d0ba20d0b7d0b2d0b7d0b2d183d0b7d0b2d183d0bad0b7d0b2d183d0ba20d0ba20d183d0bad183d0ba20504b03041400000000000000210012f36e4a501c0000501c000005000000342e6e7079934e554d5059010076007b276465736372273a20273c6938272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283839302c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a00000000000000000200000000000000050000000000000008000000000000000c000000000000001100000000000000140000000000000018000000000000001d000000000000002000000000000000240000000000000029000000000000002c000000000000003000000000000000350000000000000037000000000000003a000000000000003e00000000000000430000000000000046000000000000004a000000000000004f000000000000005100000000000000540000000000000058000000000000005d000000000000006000000000000000640000000000000069000000000000006d000000000000007200000000000000740000000000000077000000000000007b0000000000000080000000000000008200000000000000850000000000000089000000000000008e00000000000000910000000000000095000000000000009a000000000000009f00000000000000a100000000000000a400000000000000a800000000000000ad00000000000000b000000000000000b400000000000000b900000000000000bb00000000000000be00000000000000c200000000000000c700000000000000ca00000000000000ce00000000000000d300000000000000d500000000000000d800000000000000dc00000000000000e100000000000000e400000000000000e800000000000000ed00000000000000ef00000000000000f200000000000000f600000000000000fb00000000000000ff000000000000000401000000000000060100000000000009010000000000000c010000000000000f010000000000001201000000000000150100000000000018010000000000001b010000000000001e010000000000002201000000000000270100000000000029010000000000002c0100000000000030010000000000003301000000000000370100000000000039010000000000003c010000000000004001000000000000450100000000000048010000000000004c01000000000000510100000000000055010000000000005a010000000000005d010000000000006101000000000000660100000000000069010000000000006d010000000000007201000000000000750100000000000079010000000000007e010000000000008001000000000000830100000000000087010000000000008c010000000000009001000000000000950100000000000099010000000000009e01000000000000a201000000000000a701000000000000aa01000000000000ae01000000000000b301000000000000b501000000000000b801000000000000bc01000000000000c101000000000000c501000000000000ca01000000000000ce01000000000000d301000000000000d801000000000000db01000000000000df01000000000000e401000000000000e701000000000000eb01000000000000f001000000000000f201000000000000f501000000000000f901000000000000fe01000000000000010200000000000005020000000000000a020000000000000d02000000000000110200000000000016020000000000001a020000000000001f020000000000002102000000000000240200000000000028020000000000002d020000000000003002000000000000340200000000000039020000000000003b020000000000003e02000000000000420200000000000047020000000000004a020000000000004e02000000000000530200000000000059020000000000005c0200000000000061020000000000006802000000000000710200000000000073020000000000007502000000000000770200000000000079020000000000007b020000000000007d020000000000007f02000000000000810200000000000083020000000000008502000000000000870200000000000089020000000000008c020000000000009002000000000000930200000000000097020000000000009c020000000000009e02000000000000a102000000000000a402000000000000a802000000000000ac02000000000000b102000000000000b302000000000000b602000000000000ba02000000000000bf02000000000000c102000000000000c402000000000000c602000000000000c902000000000000cd02000000000000d202000000000000d502000000000000d902000000000000de02000000000000e002000000000000e302000000000000e702000000000000ea02000000000000ee02000000000000f302000000000000f602000000000000fa02000000000000ff020000000000000103000000000000040300000000000007030000000000000b030000000000000e030000000000001203000000000000170300000000000019030000000000001c030000000000002003000000000000230300000000000027030000000000002c030000000000002f030000000000003303000000000000350300000000000038030000000000003c030000000000003f03000000000000430300000000000048030000000000004a030000000000004d030000000000005103000000000000560300000000000058030000000000005b030000000000005f030000000000006403000000000000660300000000000069030000000000006d030000000000007203000000000000740300000000000077030000000000007b030000000000008003000000000000830300000000000087030000000000008c030000000000008e0300000000000091030000000000009303000000000000960300000000000098030000000000009b030000000000009f03000000000000a403000000000000a803000000000000ad03000000000000af03000000000000b203000000000000b503000000000000b903000000000000be03000000000000c003000000000000c303000000000000c503000000000000c703000000000000ca03000000000000ce03000000000000d303000000000000d503000000000000d803000000000000db03000000000000df03000000000000e203000000000000e603000000000000e903000000000000ed03000000000000f203000000000000f503000000000000f903000000000000fe030000000000000004000000000000030400000000000007040000000000000c040000000000000f040000000000001304000000000000150400000000000017040000000000001a040000000000001e04000000000000230400000000000026040000000000002a040000000000002f04000000000000320400000000000036040000000000003b040000000000003f040000000000004404000000000000460400000000000049040000000000004d040000000000005204000000000000550400000000000059040000000000005e040000000000006104000000000000650400000000000069040000000000006e040000000000007004000000000000730400000000000077040000000000007c040000000000007f04000000000000830400000000000088040000000000008a040000000000008d040000000000009004000000000000940400000000000099040000000000009c04000000000000a004000000000000a504000000000000a704000000000000aa04000000000000ae04000000000000b004000000000000b304000000000000b604000000000000ba04000000000000bf04000000000000c204000000000000c604000000000000c904000000000000cd04000000000000d204000000000000d504000000000000d904000000000000dd04000000000000e204000000000000e604000000000000eb04000000000000ee04000000000000f204000000000000f704000000000000f904000000000000fc04000000000000fe04000000000000010500000000000005050000000000000a050000000000000c050000000000000f050000000000001205000000000000160500000000000019050000000000001d050000000000002205000000000000250500000000000029050000000000002e050000000000003005000000000000330500000000000037050000000000003c050000000000003f05000000000000430500000000000048050000000000004a050000000000004d050000000000005005000000000000540500000000000059050000000000005b050000000000005d050000000000006005000000000000640500000000000069050000000000006b050000000000006e05000000000000720500000000000076050000000000007b050000000000007d050000000000007f050000000000008205000000000000850500000000000089050000000000008e050000000000009005000000000000930500000000000097050000000000009c050000000000009e05000000000000a105000000000000a505000000000000aa05000000000000ac05000000000000af05000000000000b305000000000000b805000000000000ba05000000000000bd05000000000000c105000000000000c605000000000000c805000000000000ca05000000000000cd05000000000000cf05000000000000d205000000000000d605000000000000db05000000000000dd05000000000000e005000000000000e405000000000000e705000000000000eb05000000000000ed05000000000000f005000000000000f405000000000000f805000000000000fd05000000000000ff05000000000000020600000000000006060000000000000b060000000000000e060000000000001206000000000000170600000000000019060000000000001c060000000000002006000000000000230600000000000027060000000000002a060000000000002e060000000000003306000000000000350600000000000038060000000000003b060000000000003f060000000000004106000000000000440600000000000048060000000000004d060000000000004f06000000000000520600000000000056060000000000005b060000000000005d060000000000006006000000000000640600000000000069060000000000006b060000000000006e060000000000007206000000000000750600000000000079060000000000007e060000000000008006000000000000830600000000000087060000000000008c060000000000008e06000000000000910600000000000095060000000000009a060000000000009c060000000000009e06000000000000a106000000000000a506000000000000a806000000000000ac06000000000000ae06000000000000b006000000000000b306000000000000b706000000000000ba06000000000000be06000000000000c306000000000000c606000000000000ca06000000000000cf06000000000000d106000000000000d406000000000000d806000000000000dd06000000000000df06000000000000e206000000000000e506000000000000e906000000000000ee06000000000000f206000000000000f706000000000000f906000000000000fc060000000000000007000000000000050700000000000008070000000000000c070000000000001107000000000000130700000000000016070000000000001a070000000000001f070000000000002107000000000000240700000000000028070000000000002a070000000000002d070000000000003107000000000000360700000000000039070000000000003d070000000000003f070000000000004207000000000000450700000000000049070000000000004e07000000000000530700000000000056070000000000005a070000000000005f070000000000006107000000000000640700000000000068070000000000006d070000000000006f07000000000000720700000000000076070000000000007b070000000000007e070000000000008207000000000000870700000000000089070000000000008c0700000000000090070000000000009507000000000000970700000000000099070000000000009b070000000000009d070000000000009f07000000000000a107000000000000a307000000000000a507000000000000a707000000000000aa07000000000000ae07000000000000b007000000000000b307000000000000b507000000000000b807000000000000bb07000000000000bf07000000000000c407000000000000c707000000000000cb07000000000000ce07000000000000d207000000000000d407000000000000d707000000000000d907000000000000dc07000000000000e007000000000000e507000000000000e807000000000000ec07000000000000f107000000000000f307000000000000f607000000000000fa07000000000000ff070000000000000108000000000000040800000000000008080000000000000d080000000000000f08000000000000120800000000000016080000000000001b080000000000001e080000000000002208000000000000270800000000000029080000000000002c080000000000002f08000000000000330800000000000038080000000000003b080000000000003f08000000000000440800000000000048080000000000004d080000000000004f08000000000000520800000000000056080000000000005b080000000000005d080000000000005f08000000000000620800000000000066080000000000006b080000000000006d0800000000000070080000000000007208000000000000750800000000000079080000000000007e080000000000008008000000000000830800000000000087080000000000008c080000000000008e08000000000000910800000000000095080000000000009a080000000000009c080000000000009f08000000000000a308000000000000a808000000000000ab08000000000000af08000000000000b408000000000000b608000000000000b908000000000000bc08000000000000c008000000000000c508000000000000c808000000000000cc08000000000000d108000000000000d408000000000000d808000000000000dd08000000000000df08000000000000e208000000000000e508000000000000e908000000000000ee08000000000000f108000000000000f508000000000000fa08000000000000fd080000000000000109000000000000060900000000000008090000000000000b090000000000000d090000000000001009000000000000140900000000000019090000000000001c090000000000002009000000000000250900000000000027090000000000002a090000000000002e090000000000003309000000000000350900000000000038090000000000003c090000000000004109000000000000440900000000000048090000000000004d090000000000004f09000000000000520900000000000056090000000000005b090000000000005e090000000000006209000000000000650900000000000069090000000000006e090000000000007009000000000000730900000000000077090000000000007c090000000000007e09000000000000810900000000000085090000000000008a090000000000008c090000000000008f090000000000009309000000000000950900000000000097090000000000009a090000000000009d09000000000000a109000000000000a609000000000000a909000000000000ad09000000000000b209000000000000b409000000000000b709000000000000ba09000000000000be09000000000000c309000000000000c509000000000000c809000000000000cc09000000000000d109000000000000d509000000000000da09000000000000dd09000000000000e109000000000000e609000000000000e909000000000000ed09000000000000f209000000000000f509000000000000f909000000000000fe09000000000000010a000000000000050a0000000000000a0a0000000000000c0a0000000000000f0a000000000000130a000000000000180a0000000000001a0a0000000000001d0a000000000000210a000000000000260a000000000000290a0000000000002d0a000000000000320a000000000000350a000000000000390a0000000000003e0a000000000000400a000000000000430a000000000000470a0000000000004c0a0000000000004e0a000000000000510a000000000000550a0000000000005a0a0000000000005c0a0000000000005f0a000000000000630a000000000000680a0000000000006a0a0000000000006d0a0000000000006f0a000000000000710a000000000000740a000000000000770a0000000000007b0a000000000000800a000000000000830a000000000000870a0000000000008c0a0000000000008f0a000000000000930a000000000000980a0000000000009c0a000000000000a10a000000000000a40a000000000000a80a000000000000ad0a000000000000af0a000000000000b20a000000000000b60a000000000000bb0a000000000000bd0a000000000000c00a000000000000c40a000000000000c90a000000000000cb0a000000000000ce0a000000000000d20a000000000000d50a000000000000d90a000000000000db0a000000000000de0a000000000000e20a000000000000e70a000000000000e90a000000000000ec0a000000000000ef0a000000000000f30a000000000000f80a000000000000fa0a000000000000fc0a000000000000ff0a000000000000020b000000000000060b0000000000000b0b0000000000000d0b000000000000100b000000000000140b000000000000190b0000000000001c0b000000000000200b000000000000250b000000000000280b0000000000002c0b000000000000310b000000000000330b000000000000360b000000000000390b0000000000003d0b0000000000003f0b000000000000420b000000000000460b0000000000004b0b0000000000004d0b000000000000500b000000000000540b000000000000590b0000000000005c0b000000000000600b000000000000620b000000000000650b000000000000690b0000000000006e0b000000000000710b000000000000750b0000000000007a0b0000000000007d0b000000000000810b000000000000830b000000000000860b0000000000008a0b0000000000008f0b000000000000910b000000000000940b000000000000980b0000000000009d0b0000000000009f0b000000000000a20b000000000000a60b000000000000ab0b000000000000ad0b000000000000b00b000000000000b40b000000000000b60b000000000000b90b000000000000bb0b000000000000be0b000000000000c20b000000000000c40b000000000000c70b000000000000cb0b000000000000d00b000000000000d30b000000000000d70b000000000000dc0b000000000000de0b000000000000e10b000000000000e50b000000000000ea0b000000000000ec0b000000000000ee0b000000000000f10b000000000000f50b000000000000fa0b000000000000fc0b000000000000ff0b000000000000030c000000000000080c0000000000000a0c0000000000000d0c000000000000110c000000000000130c000000000000150c000000000000180c0000000000001c0c000000000000210c000000000000240c000000000000280c0000000000002d0c000000000000330c000000000000370c0000000000003d0c000000000000440c000000000000480c0000000000004e0c000000000000560c0000000000005f0c000000000000620c000000000000660c0000000000006b0c000000000000504b030414000000000000002100c93662dc481c0000481c000005000000352e6e7079934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20283838392c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a076d2b776d6df53fd432b2e934e60040b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae7074025a46c4f1236054025a46c4f1236054025a46c4f12360540e568663b1cb4fd3fe568663b1cb4fd3fe568663b1cb4fd3fa1322b0fa3c10a40a1322b0fa3c10a40a1322b0fa3c10a4099d2566e9a920040ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a8044050c170a9c571064050c170a9c571064050c170a9c5710640631271da6a3afe3fa0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c4024046ced82b61330340c25c97ebf1be0840c25c97ebf1be084050c170a9c571064050c170a9c5710640b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740c13a68519b63f73f3b7cd0ea995b02403b7cd0ea995b02403b7cd0ea995b0240f64ddde206b4fc3ff64ddde206b4fc3f5bc3ec3447c5fe3f59b408272ab0094079b6815cf9e9ff3fd542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f40d432b2e934e60040d432b2e934e60040d432b2e934e6004025a46c4f12360540b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae7074059b408272ab0094059b408272ab0094059b408272ab00940631271da6a3afe3f59b408272ab0094059b408272ab0094059b408272ab009400045547b474200400045547b474200400045547b47420040483c02412b72fa3f483c02412b72fa3f522b5c1f0355ff3f522b5c1f0355ff3fdd254a6799240440dd254a6799240440000000000000f03f8128c5aef82307408128c5aef82307408128c5aef82307408128c5aef82307408128c5aef82307408128c5aef82307408128c5aef8230740f64ddde206b4fc3ff64ddde206b4fc3ff64ddde206b4fc3fea0a2470d360f63fe568663b1cb4fd3fe568663b1cb4fd3f99d2566e9a92004099d2566e9a9200406bf5f35a4923f33fa0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c4024099d2566e9a920040ad17f72cc6a80440ad17f72cc6a804408128c5aef82307408128c5aef82307407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd054059b408272ab0094059b408272ab0094059b408272ab00940d432b2e934e60040d432b2e934e60040d432b2e934e60040eca378fbc507fa3ff64ddde206b4fc3f7bd3123bd8cd05407bd3123bd8cd0540b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740c25c97ebf1be0840c25c97ebf1be084025a46c4f1236054025a46c4f1236054025a46c4f12360540b048e75348b5f63f0045547b47420040d542c7e6ba3b0f40d542c7e6ba3b0f4052e049a470a8034052e049a470a80340b70a8faa2ae70740c25c97ebf1be0840d542c7e6ba3b0f40522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3f7bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05407edb235612a0f93f1cb1d4d1adf701401cb1d4d1adf701401cb1d4d1adf701407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05403b7cd0ea995b0240ad17f72cc6a80440ad17f72cc6a8044059b408272ab0094059b408272ab00940631271da6a3afe3fdd254a6799240440dd254a6799240440dd254a6799240440a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e6004059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c5710640c25c97ebf1be084059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab00940c25c97ebf1be0840ea0a2470d360f63f059a06ef6798014025a46c4f1236054025a46c4f12360540b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae7074079b6815cf9e9ff3f59b408272ab009401cb1d4d1adf70140b70a8faa2ae7074025a46c4f1236054025a46c4f123605407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd054059b408272ab0094059b408272ab0094046ced82b61330340ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f401217905eae19f83fe568663b1cb4fd3fe568663b1cb4fd3f7bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440e568663b1cb4fd3fd542c7e6ba3b0f40c25c97ebf1be0840c25c97ebf1be08400045547b474200400045547b474200400045547b47420040aea316c9bf39fc3fb70a8faa2ae70740b70a8faa2ae70740d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f400045547b474200400045547b47420040483c02412b72fa3fa0ac3f60a6c40240a0ac3f60a6c402405bc3ec3447c5fe3f5bc3ec3447c5fe3f5bc3ec3447c5fe3fa1322b0fa3c10a40a1322b0fa3c10a40a1322b0fa3c10a40a1322b0fa3c10a4025a46c4f1236054025a46c4f1236054025a46c4f1236054025a46c4f1236054059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab00940059a06ef67980140ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a8044059b408272ab0094059b408272ab0094059b408272ab00940059a06ef67980140059a06ef6798014025a46c4f1236054025a46c4f123605401cb1d4d1adf701401cb1d4d1adf701407bd3123bd8cd05407bd3123bd8cd054050c170a9c571064050c170a9c5710640483c02412b72fa3fd432b2e934e600401cb1d4d1adf701401cb1d4d1adf701401cb1d4d1adf7014059b408272ab0094059b408272ab0094040452c243ad8f83fa0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c402403a88305d130ef63fd432b2e934e60040522b5c1f0355ff3f522b5c1f0355ff3fdd254a6799240440dd254a6799240440c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be084050c170a9c571064050c170a9c571064050c170a9c5710640a0ac3f60a6c402407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540a1322b0fa3c10a40a1322b0fa3c10a40ae543856d2e6f03f7edb235612a0f93f7bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05400045547b474200400045547b474200400045547b474200407bd3123bd8cd0540b70a8faa2ae70740b70a8faa2ae70740d542c7e6ba3b0f40d542c7e6ba3b0f40fe666b41ee3af93f59b408272ab0094059b408272ab0094059b408272ab009407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540e568663b1cb4fd3fd432b2e934e6004050c170a9c571064050c170a9c5710640d432b2e934e60040b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae7074052e049a470a8034052e049a470a8034052e049a470a80340b048e75348b5f63f1e3013f066dffa3fb70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240c13a68519b63f73f7bd3123bd8cd0540d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f4059b408272ab0094059b408272ab00940c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be0840aea316c9bf39fc3f46ced82b6133034052e049a470a8034052e049a470a80340d542c7e6ba3b0f40d542c7e6ba3b0f40b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740dd254a6799240440dd254a6799240440c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be0840eca378fbc507fa3fdcab72685e3d0140ad17f72cc6a80440ad17f72cc6a8044059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab00940a0ac3f60a6c4024050c170a9c571064050c170a9c571064050c170a9c571064059b408272ab0094059b408272ab0094059b408272ab00940fe666b41ee3af93ff64ddde206b4fc3fc25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be0840e568663b1cb4fd3f3b7cd0ea995b02403b7cd0ea995b02403b7cd0ea995b02403b7cd0ea995b0240f64ddde206b4fc3ff64ddde206b4fc3f5bc3ec3447c5fe3f59b408272ab0094059b408272ab00940fe666b41ee3af93f1cb1d4d1adf70140b70a8faa2ae7074025a46c4f1236054025a46c4f1236054025a46c4f12360540b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae7074052e049a470a8034052e049a470a8034052e049a470a8034052e049a470a80340d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f40d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e600401cb1d4d1adf701401cb1d4d1adf70140a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c4024099d2566e9a920040a0ac3f60a6c40240a0ac3f60a6c4024059b408272ab0094059b408272ab00940aea316c9bf39fc3faea316c9bf39fc3fd432b2e934e60040dd254a6799240440dd254a6799240440aea316c9bf39fc3fb70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3f502c41dfa1bdf73fad17f72cc6a80440ad17f72cc6a80440f64ddde206b4fc3ff64ddde206b4fc3f59b408272ab0094059b408272ab0094059b408272ab009402cde666d840bf73fa1322b0fa3c10a4040452c243ad8f83f40452c243ad8f83fad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740aea316c9bf39fc3fd432b2e934e60040d432b2e934e60040dd254a6799240440dd254a6799240440dd254a67992404408128c5aef82307408128c5aef82307408128c5aef82307408128c5aef8230740d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e6004025a46c4f1236054099d2566e9a9200407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05401217905eae19f83f631271da6a3afe3f59b408272ab0094059b408272ab009407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a8044025a46c4f1236054025a46c4f1236054025a46c4f1236054025a46c4f123605403a88305d130ef63f522b5c1f0355ff3f631271da6a3afe3f0045547b474200400045547b47420040b70a8faa2ae70740b70a8faa2ae707401cb1d4d1adf7014059b408272ab0094059b408272ab0094059b408272ab00940ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a8044025a46c4f1236054025a46c4f1236054025a46c4f1236054025a46c4f12360540c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be084050c170a9c5710640b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740d542c7e6ba3b0f40d542c7e6ba3b0f40502c41dfa1bdf73fa0ac3f60a6c4024099d2566e9a92004099d2566e9a920040b70a8faa2ae7074052e049a470a80340ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f40483c02412b72fa3f522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3fdd254a6799240440dd254a6799240440dd254a6799240440522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3f829904ddd7d2f43f8128c5aef82307408128c5aef82307408128c5aef82307408128c5aef82307408128c5aef82307408128c5aef82307408128c5aef8230740d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f400ed8682604c3fb3f0ed8682604c3fb3f434644fc671ff53fad17f72cc6a80440a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c402407bd3123bd8cd05407bd3123bd8cd0540f64ddde206b4fc3ff64ddde206b4fc3f483c02412b72fa3f483c02412b72fa3faea316c9bf39fc3f0045547b474200400045547b474200400045547b47420040dd254a6799240440dd254a6799240440dd254a6799240440b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae707407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540059a06ef67980140ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be0840eca378fbc507fa3f46ced82b6133034052e049a470a8034052e049a470a8034052e049a470a803408128c5aef8230740d542c7e6ba3b0f40d542c7e6ba3b0f4059b408272ab0094059b408272ab00940b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae707401cb1d4d1adf70140522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3fe568663b1cb4fd3fe568663b1cb4fd3fa0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e600407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05401cb1d4d1adf7014059b408272ab0094059b408272ab0094059b408272ab0094025a46c4f1236054025a46c4f1236054025a46c4f12360540ff306063e59cf13f076d2b776d6df53fa0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240dd254a6799240440dd254a6799240440dd254a6799240440b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740434644fc671ff53f76e75ea0d877f83f7bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd054059b408272ab0094059b408272ab0094059b408272ab0094050c170a9c571064050c170a9c571064050c170a9c5710640c25c97ebf1be0840c25c97ebf1be08400045547b474200407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c4024099d2566e9a920040ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a804408128c5aef82307408128c5aef82307408128c5aef8230740eca378fbc507fa3f7bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540522b5c1f0355ff3f522b5c1f0355ff3fc25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be084059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab00940d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e6004050c170a9c571064050c170a9c571064050c170a9c5710640829904ddd7d2f43f631271da6a3afe3fad17f72cc6a80440d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f40ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440a0ac3f60a6c40240c25c97ebf1be08407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd054040452c243ad8f83fa0ac3f60a6c4024059b408272ab0094059b408272ab009407bd3123bd8cd05407bd3123bd8cd0540b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae7074059b408272ab0094059b408272ab0094059b408272ab00940c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be08400045547b474200400045547b474200400045547b474200400045547b47420040947f34d8a04ffb3fd432b2e934e60040d432b2e934e60040d432b2e934e6004025a46c4f1236054025a46c4f1236054025a46c4f12360540b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae7074050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c571064059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab00940b70a8faa2ae70740b70a8faa2ae7074050c170a9c57106400ed8682604c3fb3fb70a8faa2ae70740d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f4052e049a470a8034052e049a470a8034052e049a470a80340b70a8faa2ae70740c25c97ebf1be0840c25c97ebf1be0840d542c7e6ba3b0f40d542c7e6ba3b0f4059b408272ab0094059b408272ab0094059b408272ab00940522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3f522b5c1f0355ff3fad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a8044050c170a9c5710640d542c7e6ba3b0f40d542c7e6ba3b0f40c25c97ebf1be0840c25c97ebf1be08407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540f64ddde206b4fc3f0045547b47420040b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740076d2b776d6df53f631271da6a3afe3fa0ac3f60a6c4024052e049a470a8034052e049a470a8034052e049a470a80340a0ac3f60a6c4024050c170a9c571064050c170a9c571064050c170a9c5710640d542c7e6ba3b0f40d542c7e6ba3b0f40d542c7e6ba3b0f4059b408272ab0094059b408272ab0094059b408272ab00940fe666b41ee3af93fd432b2e934e600401cb1d4d1adf701401cb1d4d1adf7014040452c243ad8f83f40452c243ad8f83f40452c243ad8f83f40452c243ad8f83f79b6815cf9e9ff3f7bd3123bd8cd05407bd3123bd8cd05407bd3123bd8cd0540dd254a6799240440dd254a679924044099d2566e9a920040ad17f72cc6a80440ad17f72cc6a80440ad17f72cc6a8044059b408272ab0094059b408272ab0094059b408272ab00940b70a8faa2ae70740b70a8faa2ae7074059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab00940a1322b0fa3c10a40a1322b0fa3c10a40a1322b0fa3c10a40a1322b0fa3c10a40d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e6004059b408272ab0094059b408272ab0094059b408272ab0094050c170a9c571064050c170a9c571064059b408272ab0094059b408272ab0094059b408272ab00940059a06ef67980140dd254a6799240440dd254a6799240440dd254a6799240440b70a8faa2ae70740b70a8faa2ae70740b70a8faa2ae70740a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240a0ac3f60a6c40240f64ddde206b4fc3fc25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be0840c25c97ebf1be0840d432b2e934e60040d432b2e934e60040d432b2e934e60040d432b2e934e600408128c5aef82307408128c5aef82307408128c5aef8230740059a06ef6798014059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094059b408272ab0094050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c571064050c170a9c5710640504b030414000000000000002100a4f3fe46b8640000b864000005000000362e6e7079934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028313036392c2036292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a8325543eb671d8bdca9fa5bea58af73ed6ebb6be334576be570782beb4f50cbe480c8bbd1528023f09a22dbc448533bc0badfe3dd6621cbe27c3d7bd04b89c3d000080a20a8908be2188ecbc2e2c2e3e8fe7a83d262b8cbefcc616bd000090a29d3849be60e7753f2842dabe583c13bef8fe91beb8f225beb0441a3ff833a9bde89bcbbced2e65be3a2579be000000001c6001be34db39be02ccc9bda5d5f33e8cfaba3d3d0f62bcee8f1c3fe62141bec340b7bda53595beffc83ebdb87a3ebe0924923ea34357bea19d5fbe363b24bd0ea97fbb0000f0225c02b53b412fca3d0c6a1e3ef3059c3d9c23bcbe93b8acbde8d39cbee34b86bc9cfd8c3db431933e0000302245fddbbc81f750bef9b4b0bd0e90063f803d59bd3f7e03be000050a2406b073fd0ae22bf5d8c8e3eb53140bd841b4abe433b28be803834bee71a633d7ab5dc3e1fa79bbde80caebe64d6d2bdc1f670bdedbd84be37bffd3e267cabbca37219be1d52cfbc28e9ba3eb2ab8bbeecdc98bd282b683d7b9e64be333652bd8e42cdbdbd02b43c4c4599bd6a7fb93b2dc9843b262ef33d4541de3ef17c9dbe8a10abbc000042a366ce93bc10d7b4bd0d6ff13e6e5032bdf99d7dbdf097c8bdd509bcbd0c9604be7d2623be15b4ccbdc643683ea2827cbb7d1c913eea4f5ebe64ad3abd82c726bbece7a73c3eadc0bcf35a08befe784d3ead2eccbdd3a7b0bd2cda893d215b1dbed52e7aba0660003ed80536bc02e9523e2e6b02bd911b54be3bdb413d10263abeee5f2dbeca4cfc3ed8e26fbef37af8bddd4aacbc5c3e2bbd3fbf28be0c1219be1bf5013f654763be80ef01befed009bd0000a0a24bb1483eb3743bbf93477fbc4c7b103fcaf3bfbd456eb43e3d62dabe892770be6f2edbbd82d576bc499aaa3ed67855bea34357be1fccdebc0000000041d2ac3e00000000cc4e213f3d8a03be26eb71bd1fb718be245088be000000007f138dbdb0b5033e080e3dbd36242bbe333df3bd693aa33e5d0115bee57f34bed9f8093e4da3823eeb431fbd00000000a5b4ebbdc16d11becdc856be02f53d3f1bb14abe78db64be5a202abe04529ebd845dd7bdf200233fc40c6bbe00000000035e7abe921c1c3ea516d3bebbbf9a3d47d4e33e6b6caa3d675d243e5a07b5bb272508be593b8b3e64d45ebe1fc453be1c10173e0572ff3d50bb88bccbd328bef1765dbd00000000da1595bef9b37b3e738c9c3dd1b2c3bd591fd63d36606dbedf600bbeca57593d7e213fbc0463883eb16b89be000000a219d841bd556a5bbe7cf0bb3d943284be3861d43e793dd6bbfdb610be711c453dd10dd63e549225bea5cf13be00000000e263aebd0007f6bd2d6703bca13168bcb07c1c3da9421a3c8cab15be653a68be2441873c00008021ad7c9b3e9e65b1bc137687bdf0e682bec276353ece2c223e3e08433e68a0ebbd1c01bdbeda6273be7f7aff3d0000000082936c3ce20f5c3e5444a5bd4e32683e8b5a9bbe90c26dbced7a453d294bc1bc39e4993eb31c13be51c7403e642bd1bdfcf252be00000022b0f45b3ea340adbc7777923d357d70bcd50444be0fa20cbefa0f83bec18f9a3efa3f2a3ceadd61be4e3effbd3ce69f3d426d60bdf26071bd72bb5a3e4e4c0bbda94745beb217c1bc50d8533e8b11bdbeeeea3bbe71beb43e58e1273d565e79bec336d83d1e4d2c3e69ba49bdf22ec5bdb99c1abd0c9604bee18503bd563aa1be73330ebe49ef1abe81f0393f000000001f2256bd30cc0fbd749683bca230cebd45482e3e4427a1bafd02383f2388603e861430bdd37002bf32beb8be168a97bd062204bdfafec8bcdcd2f53d0b09233d95d694bdf4cfc3bddc9bbdbe4bfc193e43a1d53d7b37d73d82a6c8bd740cc3bb72d00dbc14982d3d4476c1bde622d53c8ba187be7e55ac3efab6acbda866a7bec0a3afbd183a773edba27f3d4c5c8d3eb42be2bd26d4b0bd4b38d5bdfa1ef93d3908693e448533bc81f767bdcdd6813e8f9218be8efb35be224b6b3ed42f2dbd8233283e7873823d4b6c42be70373d3d6604b3bd3f8efabd7d3d2b3e066123be1c4b93be8dd5de3e136549bd5005d6bdadac60bd6c11363e63f160bdfda13dbe125f483e063effbdd9555cbb2760a03e910d803e4339b9beabdf0dbe5a282cbe0b9ce5bee5ec103e712ad0bdba2124bd31cf183e0bebbc3e84b5efbe6b87dcbe55a9c2bd9670303fbe803f3e23a323bd051de53e8db19b3e1cbfbebdd07924be992502bf0000e0a201ab24beab16953e508a933eed6023be7e19fbbd3d719ebd99eb13be35c291bca27816be2134023ef93a68bed9310a3e150efdbd4717d6bbab98183dfbed7fbdd8ed4bbe9cbd0c3f67603dbe43f5693e4c74a9bd357b0dbe0098503d000080a19ef686be9326acbd88f65b3e1cc62e3e9adf04be000080a1da265ebe02321e3e000098a2c2f9f0bd59ef203e000000a1d4c9d1bd37e9803d27b08b3ec3ead13c1da34abe54055ebdf068dcbdba1ba73d30c7d4be0000a0a14e24143e852cea3eaeecd53e45f949bef44b42bed130833d24b695bebf68453d98ef63be5cb1df3e000000a2af9ddb3dd97f8abd390b7dbe38a8d83d335d633ea4d937bd727233be433d23bd0e3932bd12a6123e1fa8833e2b9c84bd90ce3cbeee00a2bcb071c7bd5c48bc3eb4f911bc64bda2bc1a4545bee70f27be8cb361bdfaac83bd64d094bd6a37a9be7f2d713b660d88bb178b523e31594cbe561bcd3da5620ebee19dc43e36c8aabdf2c3dcbc7b0b7f3e45aeaabe708270bc9b5201bec098c3bdb8d6ca3efc789fbd2fa3c3bd1faf43be00000000c6e9863e00008021a29e4ebed807ae3ef56a5abe752baebdeae717be4ddde43ec5bd7e3e9b8b1d3e000050a3c2541ebea9f448bef9c6acbd5482053eb61e5abec49721b9363b24bd000030a2000020225155603e10ae5dbe5fa56ebea8c271be55b9f13e27b007befc789fbd6322223e22d680bd0000000097f4dc3d75fbe6bdab9abdbec7d6bf3e2f02703e6c6ddcbd2251eabe10b4e93d803f74beaf2a0e3ff16bcebd3fe19bbc78468dbe00000021762077be5ba70e3ff5d586bd000080a2194696be000000005719483e837189bef095803ecc95083ec49775be8d758bbd40cdbebdb616423ebc46afbd00000023a6542dbe9d87463ee9d9a5be1e4d2c3e8c1094bc4c1fa7bd5e804e3e00000000445ad6bb3fa3f8bd682ac93e89d3bfbd9a8595bd4d7acdbc820519bed8dc693ec8833ebc0463883eb77889be9716a5bd6e58a4be5b93153e7e3a95bee9163f3ec955e73d829743be000080a23285243e1cac9abeb25008be65fee13d00000000af1f00beb214a4be000040a17301cabd06041e3fecb12fbd49f55abee8b7aebd5901d1bd7d326b3ee8d85e3a00000000f7da903e7149683ea3cda3bd9184f8bc8d2bdebd2f709bbe1c48d3bea95588bc6558b7bdb075d43e0aa6463e73eba0bda76e0dbd8bd183bc9175603e1f829ebe346918bdf5729bbd728a34bdee0a19be8c2296be6bdfc4bdaee40b3fa314f9bd56bc82be5cd4493d62dd49be000000a25684be3ef397acbd7fee02be7149683e75a32e3e5cb4b3bb75685ebed53210be75c7813e9f3163bd5751e43d00008021090a93be603d67bd0db5b1bd1362adbeef4a9a3d000000a36f168b3d5e2bb13e80a954be036998be6ef3db3d2563643e45ff1d3ee4e476bca170c8bd706484be64bda2bcab5bd33e598e3abcafd4d4bd3e4398bd0b3826bd183c6b3d40c3d3bdef957b3e3d117dbb6c3f333c2917083f5294b0be587b13be434a2fbe989e36bea3979b3c77e5943e38b351bd183390bd640528bef505c4bd9e4fffbd21ac2abdf8d473bd00002c237a5f8c3eecb12fbd0d4d983e5438443da4ed20bd1b1f89bef64cc5bd522b0abe82bbb03e000080a17cfe87be835a60bdb99c1abd0c9604bee49bd63e6780d8bdb33e6cbe363b24bd593a1bbeb15318bd30fbed3e15b28ebe28114abc00000000b69e6dbeb15318bdbbf238be673c053e1116033dd16992be028c9a3e4040a8bda07f3bbe34ba17be3767d73d3abe81be0438083e51b3243ef2a34c3ec6aedebdf7f81f3edfe8e0bd653bacbd62768fbd835186bdbb894cbe057cd83d7846e9bcf0cda3bd71a2b33e87731cbe4a42aa3e6154843c659336be0895aabd056a723e8b87b5bd0be9e43ecc0ae1bb5cb4b3bb74213fbef82307beabd01cbd4fad5dbe314a893d470d193fadfcc6beb836c4bdb1e7113cd4b186befeeb00bdc42159be0c00183f78123dbef47380bd31afbb3dcc0ae1bb000084a2cbb6c53d4f6395bdb13d523e676faabd8f7a00bdc2517dbdb8828abd065c05be75d927bed4fd9ebe0000000037a7593ef4fa2f3e0000b622dfacc43d2a22d23e1d82f6bea71f22bdbfacc5bd72f0063edf35c63e6e5032bdc8a56ebee5a5fcbdf1765dbd0000f022639fee3eee7578bd5b2884be9ebda9be2ecababc6339eabcc9c3e23e71fb8bbd000080225faf81be3ff451be9e6d08bb05649f3d322ecabd000000003fe19bbc555980bd000000a1fc20b7bc0145343c1084a23c2bc0bb3ed46d87bed81fe1bd2ad8f8bc4d340c3ffde71fbd549225beda4c86be9716a5bd19d841bd91d01cbeab26a3bd0ce73fbe24d5f43e793dd6bb8434b0bd1d19643d2985e23dfe1d5b3ed3123dbe23af1dbed0ecf1bd9a36dfbc4a244bbdd7d710be58ee7fbdb408e23ed5f812be1aca803efa84fbbdd89ac93d02e82fbdae5bcbbdc780da3dcf05a7befd44e23cc95549becac8053c041be53e9b442abea7d207bedc6fc53d000040a10d9249be6358fd3e84d2653e0d8931be5ee5603e19685dbef9df5ebd2e55c7bd1a54fcbe79950dbe199abc3d42dc2cbe6c5de33e67f9973c40cdbebd952bccbd2370323d00000000656452be5e03c13e22637dbe144aac3dd4280ebd1add5e3ec8ce99bc000030a3f74b923ec62522bee8a2c03c1b26b0bde9d42dbd9bdd13be0000e0a2df1767bdea88b5be000000a136fad53e81bd62bd259acabd5dbc22bea2c3ba3e1a12b3bd47a2ebbd793b90be201494bd000000a31cedf23ee5883abe82a78abeb335cbbd7db354beea4b2dbeb49cd8bef617283e40aa403f6c43aabd53989d3e8c25d23b9bd126bea261b9be1d7efbbd186c183e703e76bd6eb155be42671cbda2827cbbde33da3e0a2c83bd40cdbebd5969a33d2590a6bd0000a0a2f628f8bd824a8b3eed69a5bdcde13e3f456ebebd9258a3be7632f0bdeb4581beac27f0bb912eec3ebdcc97bc000000001491a8bea0f818be872099be56b9a3bd4bca143fcbc7bcbc282b6cbe1f9ec8bcf30285bef5f4c9bd00ea143f8b13cbbcaec430be603d67bdceb6a7bd007e99bece0c713ef71fb13ea64dc2bd0000000025bf81be0bc05e3b8ab5f03e2e6c54be2fc599bd987b2fbe1fd4a0bdca4e733e7af90ebfaa4dbc3e5a9000be0000c0a1000090a280379abeab5bee3e642bd1bd2f47bbbd000080217b5d913d45566fbe4356ccbdf340bcbdf9e1013eb18cfe3d1fd4a0bd5942c8bd9de158bec3fe943ebe25563e0000c020a177b33e6a2d08be28839cbe9d3fc9be1290b3bd1305f33ef5a285bef068093fd2f2c1bd2cf328be201571bdaa6280be7afd103e670c833e9d1cdebd5c79d6bdfc9a293cd8b22bbe8260c4bd593ea73ec0fccc3d794601bece00b2bd263ab1bddb4f753e35abf1be02b972be00ffabbedf9a2d3f241830befc789fbdb08c903e4b3127be0000000093290dbe0000000021eccc3e55d622bee89bcbbcc0164dbe1d98853d00000000df27413d8085aabd9bd6a1bc54a1a9bdd6c9b53d8385b6bd67c9f7bde4b8563d01ea803eda9ecbbda80b7b3db8d0dabe432619bef9b6f6bd9ecd05beb496e83d492dad3e000000a302f615be363b68bd3197e6bcaf9b8bbd64af773e0000082289ea003f6780d8bda70174bd357d70bc87e141bef8aa2abe0b9d503d1c9495be4f041e3fe7a1d7bdbb3f98be18d780be29ce7ebeb86bef3dce41c7bdb1ce0ebd096f563e40645ebe342202bbcc32163eaada443e7846e9bce21e20be228b43be8d2d833d335b04beaa09733cb5538b3d348ac4bd1c38a8bd27a2553d4182d4bbc8c70cbeae44383e9277ebbd1dcf9dbd8a7a643e4e9975bd2bf1f6bcccc3cebd0a58c9bce9908bbd8a7a643e4e9975bd2bf1f6bcccc3cebd0a58c9bce9908bbd8a7a643e4e9975bd2bf1f6bcccc3cebd0a58c9bce9908bbdf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bcf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bcf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bc5836333e4c3743be84319c3d306fd0bca38d59bd3d296cbd5836333e4c3743be84319c3d306fd0bca38d59bd3d296cbd5836333e4c3743be84319c3d306fd0bca38d59bd3d296cbd262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3db06722bdf2be5f3dcccf8c3dd81aeabd483161bca9ea37bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb2aa72d3c507fffbd455718be30bca83d6cc1833d1f847d3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3de9f8b3bd8a61343d0dfd1ebead42063ed608853d258e0fbcef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bd881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bdef77ebbd6487813db4a639bd7eeb48bdcf51423d06c40ebc6724b2bda455a83d34e1d2bb85b4e7bcb42c193df24396bd6724b2bda455a83d34e1d2bb85b4e7bcb42c193df24396bd6724b2bda455a83d34e1d2bb85b4e7bcb42c193df24396bd2a27aebd2b29713db017a8bcffb67bbd5e8c40bcdaad0e3d2a27aebd2b29713db017a8bcffb67bbd5e8c40bcdaad0e3d55e44abde889debb3d86c6ba9e1ea5bc9e09103cd92c3a3bf5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3d41b07f3daf9a0cbeabbbfebcf8f1d53d9244f8bbe120a3bdd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bc7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd303dc2bd39259c3d3620d8bb19ee733c6783b4bd58d5af3d00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbb00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbb00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbb2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3dbb2246bcb9d3613c64c4a0bdb6c49e3d3648293ce3c9e5bc8c2f32bd4b1196bdd5d25ebd8bc1d13d3b80163d9423943d8c2f32bd4b1196bdd5d25ebd8bc1d13d3b80163d9423943d8c2f32bd4b1196bdd5d25ebd8bc1d13d3b80163d9423943d201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bdeec8923af25099bcfcb6a2bd300a9b3d5e3ee5bdba66053deec8923af25099bcfcb6a2bd300a9b3d5e3ee5bdba66053d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b138f00bd7d45bc3b6f5781bd6e58b3bb73d512bcb45684ba788bc43c532db5bd6be31d3d9ecad43c936c0ebdc05cf1ba1eeb003d5f50d9bd9534823d2bb3d03d5f6e80bcf143acbd5d19a3bcf16dbb3d6c8d6cbdb9b7cc3c4d464bbeefa7353d9c802d3df55836bc809b80bc0c0c58bdcbc3d33d21e4aebdcebc9abde1cbb23d975219bddd4590bd8515cc3d107f9ebc588745bc755daa3b0f9f823c93147cbbc8bfe13bb81555bdf0af353caa32393cd5103bbd03b21fbdf15014bd6c98163e138841bdaa670c3d81cceabddf19213b853b14bb0618423d138841bdaa670c3d81cceabddf19213b853b14bb0618423d138841bdaa670c3d81cceabddf19213b853b14bb0618423dcab323be0de32a3ed1b8fbbccf064c3cab5ecabd9f5495bc136a1cbee35c323e8c6b753d7a843cbd61d70cbe9a0c153d136a1cbee35c323e8c6b753d7a843cbd61d70cbe9a0c153dc16ae8bd87ed683df425e0bd90dd9e3d281b193d519f99bdc16ae8bd87ed683df425e0bd90dd9e3d281b193d519f99bda873ecbb571490bbdc66093cd7c5dbbd92b77b3865bf14bd865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc2d4950bd5f8c833d5baea2bd902c8c3cba7e7a3c17984ebd5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443ba4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d5c80943cc7d4adbc25b3d1bdc56eb6bb71888d3db0d275bd5d78863df7feb4bc73f613be6c4c9fbd38acef3de73142bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bdbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073d8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bcf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bd50b2c1bd135644bd9b58563c67bdc4bdfd06803d4a993c3df136983c43a468bd1785fd3c38dc91bd5191ffbc8e2ad73d42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d01ff9b3d968515be8a15c63cc6c6b9bdf760713ccc66063e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bcbaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993a00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bdbfa14bbd2e711cbde5ba073e6de2b9bd2fb6c1bd0315093d00359f3d78aa9f3cfb6788bd8acacdbd2d3f59bdaa368a3d00359f3d78aa9f3cfb6788bd8acacdbd2d3f59bdaa368a3d00359f3d78aa9f3cfb6788bd8acacdbd2d3f59bdaa368a3dfcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288baedfe7abd5ac77abd2d6b913d934680bdd766853ca0465b3c784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d238cc43ca7e12c3de9e4b2bd48a103be5adfed3d0ab7bfbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbddccd2cbd6579e83cfb56363de41e163b8814e23c246604bedccd2cbd6579e83cfb56363de41e163b8814e23c246604bedccd2cbd6579e83cfb56363de41e163b8814e23c246604bedccd2cbd6579e83cfb56363de41e163b8814e23c246604be2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bd77bf9e3c3e67a5bcd907843d90cbbd3d8c282cbe722ac8bc111fbebd8421593c27e8983d63b9c0bcce04973d697300bdd8540b3e37b949bd0e4a5ebd938bbbbc4845d1bc4b37ef3c359a18bdd1cd463e4a7a22be5885763bc337c03cd077a1bdd74c3abcf283fd3c7b53833c608b35bd0d2777bc43062d3d5eec40bdc22c24be5c06b1bdfe3e0c3d2eed013e76e22f3ee68d05bec37ab13d438c7cbd2c6590bd0b0a603e9b4337bdba9df6bbe611d7bde7e9743da0430e3e7d60a1bd066479bcafa4583ec4bd6ebd74a407bd59a75ebd332101bee2911ebdef4bafbd24c3263de668d73dca4e8ebdc2c137bdd10b82bd6481a73d9f415dbc357f19be9f4b733df3fc9dbd826ab5bce68d183ee5a792bc37898abc08d06d3c2933afbd404da9bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bd8a7a643e4e9975bd2bf1f6bcccc3cebd0a58c9bce9908bbd8a7a643e4e9975bd2bf1f6bcccc3cebd0a58c9bce9908bbd8a7a643e4e9975bd2bf1f6bcccc3cebd0a58c9bce9908bbddc0bc4bd1440043d841be93c78e6c53d241ca6bdce191ebc8c2f32bd4b1196bdd5d25ebd8bc1d13d3b80163d9423943dafd49fbd15467d3dd18b8f3d7592083d3438f7bdbeddd6bc00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbbf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bcf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bc00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3da09289bcb86ab03d4b06773cb5c1a9bd18c6ddbcccf879bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bdd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bc1f76c23dc270fdbdd315b53d40686fbd1287cebc0f82b0bd5836333e4c3743be84319c3d306fd0bca38d59bd3d296cbd5836333e4c3743be84319c3d306fd0bca38d59bd3d296cbd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bda966373d097bd6bca561babdbc10be3a3eda533ce6d44fbdd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bdcf97b4bd438ac03d3b0584bd115fa93ccdbc0abd4bc967bcbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073d42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd89dd03beecc3ba3dd1f10bbcef3454bda0bad03cab74debc89dd03beecc3ba3dd1f10bbcef3454bda0bad03cab74debc53b6dabba92384bdc870433dde80aabda9314cbd04cc9d3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3dc6a4b5bd84a25c3cf097753d108176bd34b2abbc35d0633dc6a4b5bd84a25c3cf097753d108176bd34b2abbc35d0633dc6a4b5bd84a25c3cf097753d108176bd34b2abbc35d0633d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3df7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd34fe89bdeb980f3e11accbbcae53dfbdb4edf3babeea8abc651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bdf5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3dc87df73d5e4a36be962923bda97608be95174b3e7aed8fbdc87df73d5e4a36be962923bda97608be95174b3e7aed8fbdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdbda948bd08c1c4bd350bf83d0afad0bddee9c53d8e5237bdbda948bd08c1c4bd350bf83d0afad0bddee9c53d8e5237bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bd1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bbb4d6143d464e0d3c7f22afbd4ba700bed9439d3d386a193d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3dc48bde3db5cd81bb4ae7fcbdaa7165bda8d29e3d4af9b2bcc48bde3db5cd81bb4ae7fcbdaa7165bda8d29e3d4af9b2bcc48bde3db5cd81bb4ae7fcbdaa7165bda8d29e3d4af9b2bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1454433e955831bee6b8a2bc8a5c8abdbc70dcbcf6dee4bba84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3dd36a44bd2fb816bc46140bbeed58fd3d2ab55cbce34d88bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3dd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bd881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163ddb281ebd6a63abbda25a2dba3654b6bd59052d3e2a1b06bccb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bd262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d69ebd4bcd1fa52bda27b63bd8aa02abd0f31933d4bb758bdf16d3b3cc9cf9c3de2fcca3b1b87b13b19aeebbd352fa3bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd1128903cb4e6033e2385f3bdb95b3b3d1fc493bd3a622abbbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073d42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd75b3f0bdd9ef10bcf1150bbd9de0babd7a9b2a3ed0471f3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3dcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bd17d0c2bd8da80f3d8ac127bd00a0bcbd431bc23dfdc69e3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d3cfd293c6b0880bc73fa2cbd449c88bc050cb9bca3cf963d0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d66e43bbd607c203e880b16be053f0bbd6ff425bd0965603c67508fbd269f113e083b04be6d955e3cefaeafbd5c61e73bbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073d5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbcf43da1bd8ad69fbce2b1cb3d89d1833cabf302be40e7c43dfcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288ba2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e1890003b262e633dc64d473d3e9712bd314706beca12053d7172e03b42de733dd4f3043d790e903db54a1fbe81f87fbd3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bd647bc03c8df5343d1bf59b3d3006e4bdafb2c1bdaf0040bd86b5943d7d3e0ebb4a096f3d7e63afbd4a7b96bdc9daccbd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d83bd4bbda2168ebc7238ed3c91b184bbe3ac083dccf58abc881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bdfd1ebb3ca178c03cf34b16be778854bd34712a3a34a8133d138841bdaa670c3d81cceabddf19213b853b14bb0618423d8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc136a1cbee35c323e8c6b753d7a843cbd61d70cbe9a0c153d6724b2bda455a83d34e1d2bb85b4e7bcb42c193df24396bd6724b2bda455a83d34e1d2bb85b4e7bcb42c193df24396bd6724b2bda455a83d34e1d2bb85b4e7bcb42c193df24396bd6724b2bda455a83d34e1d2bb85b4e7bcb42c193df24396bd2a27aebd2b29713db017a8bcffb67bbd5e8c40bcdaad0e3d2a27aebd2b29713db017a8bcffb67bbd5e8c40bcdaad0e3d55e44abde889debb3d86c6ba9e1ea5bc9e09103cd92c3a3bf5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3d043d16bd0a1523bd0d88ebbbc415c33cc7d1893dc56e9bbdafd49fbd15467d3dd18b8f3d7592083d3438f7bdbeddd6bc00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbbf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bcf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bcf33ac9bb96e21c3dcfe73f3db3def73ca339f5bd7e2fd3bc0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3dd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bc7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bddccd2cbd6579e83cfb56363de41e163b8814e23c246604be00359f3d78aa9f3cfb6788bd8acacdbd2d3f59bdaa368a3d00359f3d78aa9f3cfb6788bd8acacdbd2d3f59bdaa368a3d865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc49e0363d796fcdbd5d7188bd31c019beb18c7b3ee1fc8abd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bcd92bbc3bd975203d299cb0bdf18f2f3de1f4303a6e8bfebdd92bbc3bd975203d299cb0bdf18f2f3de1f4303a6e8bfebd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbd498052be2fb9753d4283fd3bf8593cbd6da1dc3d95257cbc00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbb00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbb00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbbbaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993a3b6a32bd2f7f5abda76598bdee44313df687a03d02842c3b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b3ca916bca4a7c6bbd6fa89bdcc28ca3bf040b03d63a59bbd3ca916bca4a7c6bbd6fa89bdcc28ca3bf040b03d63a59bbd2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d79f56abca85186bbae2caebccaf4b4bd77d2323d6f31b83c262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3db62aa03af874343be81690bcaf0990bd603d163d2616f4bbb62aa03af874343be81690bcaf0990bd603d163d2616f4bb5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bdba42f13cad21b0bbaa21753cf61866bb00e2eabca922abbddccd2cbd6579e83cfb56363de41e163b8814e23c246604bedccd2cbd6579e83cfb56363de41e163b8814e23c246604be44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73ba4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bd990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3df7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bda9e3b8bd15cb51bd2d3b503e9812b13b9625dabdb6d177bdfcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288ba00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bdcf4473bdcedb0c3e590c0cbe602c6b3c7ef7f0bd1270823dfba68ebcf8efa2bb6cb90e3d3a2228bd366da8bccbece6bc8c2f32bd4b1196bdd5d25ebd8bc1d13d3b80163d9423943d8c2f32bd4b1196bdd5d25ebd8bc1d13d3b80163d9423943d7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bd2fc678bdb38d923d8417cdbd8e8742bce24a863d5b7027bdbaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993aaeaa4b3d1afa9f3ddeb300bed1fcae3c206bbdbc5673e1bc201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bdbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dfef872bdbb7e45bdec56633ce66c06bcef26c23d95108bbc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443bf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdc7cafcbd556b763d6d8e3b3d620aa13c18207fbd04e517bc00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbb00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbb00b2f3bdf8d0663dbd9d003d9954f23c9a2bd2bc6871bfbbd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bca66a29bdb978033d716f86bb00e2d2bda4e9acba7e166a3c865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc5b94383cdfd50f3d6a6c0cbd2000b2bc772776bd2f74553d5b94383cdfd50f3d6a6c0cbd2000b2bc772776bd2f74553d9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bdd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bceec8923af25099bcfcb6a2bd300a9b3d5e3ee5bdba66053d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73bbaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993afe6dadbdf822373a6da50e3df91e63bc8a2bb23c128aacbd788bc43c532db5bd6be31d3d9ecad43c936c0ebdc05cf1ba1eeb003d5f50d9bd9534823d2bb3d03d5f6e80bcf143acbd5d19a3bcf16dbb3d6c8d6cbdb9b7cc3c4d464bbeefa7353d9c802d3df55836bc809b80bc0c0c58bdcbc3d33d21e4aebdcebc9abde1cbb23d975219bddd4590bd8515cc3d107f9ebc588745bc755daa3b0f9f823c93147cbbc8bfe13bb81555bdf0af353caa32393cd5103bbd03b21fbdf15014bd6c98163e2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc61d52d3e8ccb64bed3cce83c223c83bc90e109bd53d2d6ba61d52d3e8ccb64bed3cce83c223c83bc90e109bd53d2d6bab3602c3c2ad795bb892d32bdde40abbd9a13b2bcecd6423c5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd138841bdaa670c3d81cceabddf19213b853b14bb0618423d138841bdaa670c3d81cceabddf19213b853b14bb0618423dadf614bc72ea0dbd0612d23c5720bebb5a37153d0a29d4bdadf614bc72ea0dbd0612d23c5720bebb5a37153d0a29d4bd8aefb53d1bb2423d030eadbd99db123d637bb2bd50ea14bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd989f1cbd743fb3bddd96b63d6cfa99bdccc478bb50388d3d784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3ea1ba453cb9e7813ddd2eb63c3511e1bcabae22be2015953d7172e03b42de733dd4f3043d790e903db54a1fbe81f87fbd3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d8646643daaa8babcd8a0293c88e82ebdad15b7bd035fb63d2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bdd6a0e0bda34d3d3e86bfbebc3a85afbd014246bd1588f4bc72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d72724bbd6cb44c3b7e3988bd3ea6423d19de9ebdf44d6e3d136a1cbee35c323e8c6b753d7a843cbd61d70cbe9a0c153d136a1cbee35c323e8c6b753d7a843cbd61d70cbe9a0c153d9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3dfcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288baf8f861bd21d0783d8220a1bb6be8d13cd4f1b73b3c2258bd1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bcf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bd846ff7bb57be5a3a1c22b0bdea6624bd43f91f3dd28f3ebd988ca5bdd63fc03c30c115bd276a54ba8e7e3d3d000389bd865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd2d1190bcf169b5bc16679f3c7e80d5bd23530fbdf04b143dbfe4ca3cb9077ebd53ff3abdcbb4bcbcf2d25cbd420bb33dcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdf5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3d1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bbef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bda1a96dbd69afc6bdc0cb7a3d4857353d85dce93c704c66bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc865039bd9c05a0bb283b5f3df8afc2bd882dad3c11de9fbc2d4950bd5f8c833d5baea2bd902c8c3cba7e7a3c17984ebd5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443b5fe07dbdb47fc1bd0780413c0540813dc6bd893da705443ba4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bd717f95bd0c8c203da6c02dbd232e7e3c79caa2bb9efd68bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bd7869cf3d0bb7093ddf83bebc505baebd03502ebded6844bdbaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993aef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bdef2719bdc70d04bdc90088bddf83733ec3a8a4bd790588bd1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc1ae586bd75d7463d6dce523a4ebcb8bd6c1fda3dc949e5bc990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bba0367d3d8368c2bdea626ebcdf8164bdbfb09cbd2ed9e83ca72d8abd8d5c2c3dcb28e43d1ea3bcbdb216d5bcaf8c9ebd651eefbb893ecc3d4a04acbc4b59a7bd7110793cbdf776bdd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bcd96885bc2a7a2ebcc17c663daa1639bca34189bde3ff04bc784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd5707133db1348bbd7bd06fbd895902be16ef323e68f382bd8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bccb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bd47adfd3c935315bd24a216be9538f0bd0f2bd63d0fd0f43c42e698bdfabd56bb0d9ee4bb3862bfbd2f2d043eb1dc8bbcf5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3df5e0b6bd6953a53da3eb26bc1aeb6bbd6d1ab1bce2ad4d3dcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bdcb377fbc5064aabd20200e3a9c6f74bd7901413e534c84bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bdbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073d89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd201dbd3cfad7c03c21e07dbd84d8433dc5a1b5bc8e1835bd745c43bd501496bbf0a717bb99fb893df7c67cbdf66515bc990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3d990d4bbde3b879bbd243ca3cf4a1b9bd06a4fc3c17964c3df7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bdf7fc2fbc5b8b013d5cf9d3bb9c7dd63d4b89a6bd2e7d20bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb40204f3d42ce90bc80fb583c3d3262bdd0228fbde06d483dbcc4253d40aff83d3cee22bee703c03bcdc000bdb220073d42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d01ff9b3d968515be8a15c63cc6c6b9bdf760713ccc66063e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bdbaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993abaaf20bebfccaa3b7995ee3a56ad73bdd3da023e0e53993a784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bda07a7b3cc6ebacbd595d913cbdf745bc2543d9bc3087d43d42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd42b6e2bc5abed33c83ec193df7046d3d21197fbd4bd23fbd9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e9a201f3dcd97e8bdef4427bced5a72bdfeaea43cad271b3e00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd00b563bcd9e7f8bc6fa5be3d12c7debc7e5c46bdfce2a0bd6b1380bd1b76413d62498abcffc857bdb6627d3ced0833bd89dd03beecc3ba3dd1f10bbcef3454bda0bad03cab74debc0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd40d7a5bd1646ac3d6462913c513c0fbdfa4574bd2c310bbda5ad283db4bb69bd853b4abdedb4a6bdfd31d53a98b5e23da84bf93d51e91dbea16c64bd98f1febc399edfbcac56cd3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d3ea525bdefe9ca3ce675a5bc767849bd748963bcf945ea3d2c208dba6108ccbcfff9bdbd5251bfbc8768223d84bf003e881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d881397bd0f58523dacf900be0e5dcb3c32a9f53daf50163d2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2e2f883d095868bd9cdc8b3dd08e81bdaa6677bc4348e9bc2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3daa61ecbbec5f503dfc9bdbbba14a67bdee6781bcff7ff2bcdccd2cbd6579e83cfb56363de41e163b8814e23c246604be00359f3d78aa9f3cfb6788bd8acacdbd2d3f59bdaa368a3d00359f3d78aa9f3cfb6788bd8acacdbd2d3f59bdaa368a3db62aa03af874343be81690bcaf0990bd603d163d2616f4bbb62aa03af874343be81690bcaf0990bd603d163d2616f4bbb62aa03af874343be81690bcaf0990bd603d163d2616f4bbb62aa03af874343be81690bcaf0990bd603d163d2616f4bb9277ceb9e1e71abd4a99bb3d4c6a343d41d518be7993433cfcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288bafcc9d6bd9b9017bdaba3323e85820c3dd6d3bbbd5fc288ba44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b44d2023e97185ebc869567bd58f7b4b94955d4bda68fa73b56cae0bbb8799fbd669a733da2d78ebd61fb94bb485e74bc784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd784fa5bd733b02bcd057033e00401fbdfb44eabce60052bd89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d89a8573b8db4acbd498d51bd5ab26abb50bb3e3da74e9a3d0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd0c63573d8329c0bc9a7db3bcd374983c7fa6dfbc8d4732bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d262e13bd09f98cbcabc5d2ba6de95bbd98201d3cd6728a3d7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd7570993dba010fbe4dcc81bdc918ef3d8853e73c1bc4a3bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb1bae58bd10c40cbdf22c173e603d87bd31534fbd96d7f1bb2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d2429eb3b61faae3c47fc36bd9094973b78ceb1bd586afa3d3894b9bc8719223ee02f65bdca8b17bc314197bd8491e5bdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbdd46cc4bd2706613e0b991cbd800f8dbdc2b3fdbc42c3acbd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9075093dfdcd083c52ad23bd5f42bb3d89ee8ebdf9ed82bd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd9527b63d87891fbef10fabbd8044d5bdbbeb613edaf36cbd138841bdaa670c3d81cceabddf19213b853b14bb0618423d8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bc8c4e013e594555bcebcab8bd4722d9bd8d96a93b0f1734bcdccd2cbd6579e83cfb56363de41e163b8814e23c246604bedccd2cbd6579e83cfb56363de41e163b8814e23c246604bedccd2cbd6579e83cfb56363de41e163b8814e23c246604bedccd2cbd6579e83cfb56363de41e163b8814e23c246604bea4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bda4d0cebacd35483eba3efebd11af3fbd81205dbd7e1897bd5e6c18bee684983c6b9b80bd49eb343ee898333df54bc9bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bd2feb853cb9fda8bd68333c3e53140bbd4da1bbbd8a9185bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bdf37290bd290a953db7f232bdf3e817bcc500523d247cb9bd504b030414000000000000002100abfbbd0db0000000b000000005000000372e6e7079934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028362c292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a94c73d17c308dfbfec3ff59902bee1bf86e3571e45d1dbbfd5615cc5b239e2bfe9455bfbc38ce0bf17c5df0077efe7bf504b0304140000000000000021006335b4a1980600009806000005000000382e6e7079934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a202836352c2036292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a85236b3e44d0173e6352bc3e506f9c3dad63013e7130533db385823c3d29863e52c4183d8c2cd73ec4ae6c3e808f083d390c8e3e2668873d66a0ce3c3605123f63e22c3dec8f983c7e3ea83d0e11693d200e423feb75283d0270d13c1162143d4c6d1b3fd1bcd33da55db73d577e173c35b2733d2259063ec849023dd407093d326de73b513df63e08b1e33e5fdf043b5716133b6caf293d506d613f79014b3d6e7a003c3354963ca122f13cc0fd7e3c3873063ceec4713f45121c3ab368ea3a82952b3f0461243cc581813e1d662c3d18772d3c3df6663c8919d63dbba3cd3d4e05a93ef33dba3dd43b9d3e4200893da0b6653e02f3bc3b935f303f2db31e3d54ed0d3d296bf73beea37b3cd773c5387eb77b3fc194623a4f4b163968e38d396160933ed887893dbb49d53e16436e3dc0210b3e58d50c3df6da853e1201fc3d85c2833eebe9ce3d66382a3e4b2eba3d56e9cd3ddf4b813e2a50cf3e4480113ef71f813d0a0c173d1225123f55a3f53dec9ffd3c4e6d803ea47c8c3ceebd273c96560c3eb444623cd107d43d85790d3ed985193f6809fe3b2c13953e15d4663de9e1d23e831b4c3dc3da063eb4fc713d2081363e28a91c3dd90bfc3ce434133f16afb13a2d9c343e061edf3ec1ddb13ef034a63d254dd83cf9ec753d59a4493d3b11453d624ea23c5ee7553fe5d6353b26a97f3d194b003dbe7d563db742c83d270ba93dbef1df3d7da4223de9451e3f4d771a3c2dc3aa3d0e7f543f5df3373d1968013c183bc73c1ded503e862abe3d99900c3d25e3023b41511a3fd011833da0a48c3d35fe283eb613833e4350f73badd3fb3e2d63323cfc5ad43cd8a62f3fd51af93d48c3463de29be63d5ba2a93b496b7c3fdce2843bc8db933a058fc63acf203f3ac5f9d63b570e333e3c0db53ee5d6863d5ad1663d83a6913ec5d4843d63308a3e260e983cbe42973e51ec983dea57ae3eeafc713a6d0b6f3f5526ce3c38ba043aa394f43c86711b3ca68d9f3a28e9073b2312a73a91991938163f7e3f9f5c503b6aa79539192f0b3bef70aa3d4a79963bc5ed673f8b352b3a7f2e613bad00763e23a5f03d7d3fa03e9767933daa08363ea4e2a23dc0efad3acf598c3de492363bb9d96c3f00f2b6391849ed3a97b7d43aa8d5e73a28bf0638ea467e3fe7a6423b406eb0397ea36c3f8ed3e13c1acee5399636133d71f32b3cd5e99b3a785d663eeb76f93c68db773e57bebf3dfbebd03e0f20613a13ee0f3e9e00e23e986c8a3deef52d3da732713e8554943dd7b07b3fc03eaf3b5fa9953abc92dd3a55275e3a96c1ff3bc699f03c52fa243f52fb103e6f08743d7dd5f23d5f6ad33bd354cb3cff3e883e9be8083ecc1a983bfd0a103f3c20043c9d415c3e8685b43d90230e3d8bffe03a0243173f65498e3dd2552e3c685e9a3d5aaa553f0bc0413d20530d3c84e6bf3c80aa4e3de769e33d8d28b73d6dd7f93d10f23d3dfba8143f15a5273d503b983cc4b4583f54a3203bb8a9853db826d73c2f06e43e076fb23ecad0943d1a00d23c8ef65f3d23be593d23672f3e2ff01a3d43e7003d64fd133fac8bd43a5804383e9245943e9f34663d5ce6d53e6a824d3d8885023e65d3703d4fb0173ec1036e3c9269de3d41c9f53d02d0193f3460013cbc4b0c3f89d2053e0074fe3caccc853e63e1913c38a8353cb8aad03d2177783ef8dcd53ede3a103e5d03703d75f71c3dacf8843ee5abfe3d326c833e9311cd3d7e8d2b3e1294bb3d8cd68d3e87ce933d1ce1cc3e5fd8503d91d2293e15830a3dc1de8f3e52d6703a89ca313f11cf373c8de1203bcb70223c32fc4d3dbbec7e3deca8443f12c57e3d91271f3d5f37953c0bb9ba3dd450c63d3b28983eb22b9b3d1377c73e6e9a4a3d6b21173fb7ef753c9b46953e0adf973dae6d203c08be9c3c78e6c83d75d30f3d4dcab33c6150563f80962d3be8d7a43ba8f9b83bfb450b3ee000373fbdfea13db1ec843c1047453d36971d3db3ad5c3def19ba3c794f053fe5f8b83e98f63e3b33ce063f9646db3d99ff0f3e80426f3cacc4b23da39bfd3d5383a33db298523d1f15463f5b981b3d254cc63c4450063d1edd513eae8a043eba10e93c5f1e023f1233883d618c7f3d1948833c1c72863e78c0183de57ad83ef482683e9d270c3d8f62703ed97c153e95d1bb3e5ff0993dd30c003eb2e1553d504b03041400000000000000210015af76e0830c0000830c00000b000000736368656d612e6a736f6e7b225f5f636c6173735f5f223a202264696374222c20225f5f69645f5f223a20302c20225f5f6c6f616465725f5f223a2022446963744e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73222c20225f736b6f70735f76657273696f6e223a2022302e31362e30222c2022636f6e74656e74223a207b226368617261637465725f696466223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20372c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022352e6e7079222c202274797065223a20226e756d7079227d2c20226368617261637465725f6f666673657473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20362c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022342e6e7079222c202274797065223a20226e756d7079227d2c20226368617261637465725f7465726d73223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20352c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022332e6e7079222c202274797065223a20226e756d7079227d2c2022686561646572223a207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a20312c20225f5f6c6f616465725f5f223a20224a736f6e4e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73222c2022636f6e74656e74223a20225c227b5c5c5c22617267735c5c5c223a207b5c5c5c22635c5c5c223a20312e302c205c5c5c22636861725f6e6772616d735c5c5c223a205b322c20355d2c205c5c5c226d61785f66656174757265735c5c5c223a2035303030302c205c5c5c226d696e5f64665c5c5c223a20322c205c5c5c226d696e5f73636f72655c5c5c223a20302e30352c205c5c5c22736565645c5c5c223a20302c205c5c5c22776f72645f6e6772616d735c5c5c223a205b312c20325d7d2c205c5c5c22666f726d61745c5c5c223a205c5c5c227072656461776e207461676765725c5c5c222c205c5c5c226c69627261726965735c5c5c223a207b5c5c5c226e756d70795c5c5c223a205c5c5c22322e342e365c5c5c222c205c5c5c22707974686f6e5c5c5c223a205c5c5c22332e31312e375c5c5c222c205c5c5c227363696b69742d6c6561726e5c5c5c223a205c5c5c22312e392e315c5c5c222c205c5c5c2273636970795c5c5c223a205c5c5c22312e31372e315c5c5c222c205c5c5c22736b6f70735c5c5c223a205c5c5c22302e31362e305c5c5c227d2c205c5c5c2273616d706c65735c5c5c223a205c5c5c22363736313431373437363163366264663030353638326662663363393134306637316537333064376533313665363832353231313362353131363136346433305c5c5c222c205c5c5c22746167735c5c5c223a205b5c5c5c226167656e74735c5c5c222c205c5c5c22636f6d70757465722d766973696f6e5c5c5c222c205c5c5c226c616e67756167655c5c5c222c205c5c5c226d6c6f70735c5c5c222c205c5c5c227370656563685c5c5c222c205c5c5c2274696d652d7365726965735c5c5c225d2c205c5c5c2274656d70657261747572655c5c5c223a20342e302c205c5c5c2276657273696f6e5c5c5c223a20317d5c22222c202269735f6a736f6e223a20747275657d2c2022696e7465726365707473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20392c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022372e6e7079222c202274797065223a20226e756d7079227d2c202273616d706c655f73636f726573223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a2031302c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022382e6e7079222c202274797065223a20226e756d7079227d2c202277656967687473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20382c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022362e6e7079222c202274797065223a20226e756d7079227d2c2022776f72645f696466223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20342c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022322e6e7079222c202274797065223a20226e756d7079227d2c2022776f72645f6f666673657473223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20332c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022312e6e7079222c202274797065223a20226e756d7079227d2c2022776f72645f7465726d73223a207b225f5f636c6173735f5f223a20226e646172726179222c20225f5f69645f5f223a20322c20225f5f6c6f616465725f5f223a20224e6441727261794e6f6465222c20225f5f6d6f64756c655f5f223a20226e756d7079222c202266696c65223a2022302e6e7079222c202274797065223a20226e756d7079227d7d2c20226b65795f7479706573223a207b225f5f636c6173735f5f223a20226c697374222c20225f5f69645f5f223a2031312c20225f5f6c6f616465725f5f223a20224c6973744e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73222c2022636f6e74656e74223a205b7b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d2c207b225f5f636c6173735f5f223a2022737472222c20225f5f69645f5f223a2031322c20225f5f6c6f616465725f5f223a2022547970654e6f6465222c20225f5f6d6f64756c655f5f223a20226275696c74696e73227d5d7d2c202270726f746f636f6c223a20327d504b01021403140000000000000021009a1bd3175907000059070000050000000000000000000000800100000000302e6e7079504b01021403140000000000000021001445bb6c280600002806000005000000000000000000000080017c070000312e6e7079504b0102140314000000000000002100ed4d7de420060000200600000500000000000000000000008001c70d0000322e6e7079504b010214031400000000000000210070cb92deeb0c0000eb0c000005000000000000000000000080010a140000332e6e7079504b010214031400000000000000210012f36e4a501c0000501c0000050000000000000000000000800118210000342e6e7079504b0102140314000000000000002100c93662dc481c0000481c000005000000000000000000000080018b3d0000352e6e7079504b0102140314000000000000002100a4f3fe46b8640000b86400000500000000000000000000008001f6590000362e6e7079504b0102140314000000000000002100abfbbd0db0000000b00000000500000000000000000000008001d1be0000372e6e7079504b01021403140000000000000021006335b4a198060000980600000500000000000000000000008001a4bf0000382e6e7079504b010214031400000000000000210015af76e0830c0000830c00000b000000000000000000000080015fc60000736368656d612e6a736f6e504b0506000000000a000a00040200000bd300000000', '696a97c6350e110d29b427a2f832acbf5466d7259dc4d5917568071447301518', '{"c": 1.0, "seed": 0, "min_df": 2, "min_score": 0.05, "char_ngrams": [2, 5], "word_ngrams": [1, 2], "max_features": 50000, "held_out_percent": 20}', '{"other": {"share": 0.0, "min_score": 0.05, "accuracy_of_rest": 0.25}, "slices": {"no_title": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "long_text": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "short_text": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "no_description": {"f1": null, "recall": null, "precision": null, "num_samples": 0}}, "status": "not enough labels", "overall": {"f1": 0.240981240981241, "macro": {"f1": 0.2008177008177008, "recall": 0.20833333333333334, "precision": 0.21984126984126984}, "recall": 0.25, "accuracy": 0.25, "precision": 0.2638095238095238, "num_samples": 20}, "per_tag": {"mlops": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 3}, "agents": {"f1": 0.2857142857142857, "recall": 0.25, "precision": 0.3333333333333333, "num_samples": 4}, "speech": {"f1": 0.3333333333333333, "recall": 0.25, "precision": 0.5, "num_samples": 4}, "language": {"f1": 0.36363636363636365, "recall": 0.5, "precision": 0.2857142857142857, "num_samples": 4}, "time-series": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 1}, "computer-vision": {"f1": 0.2222222222222222, "recall": 0.25, "precision": 0.2, "num_samples": 4}}, "remarks": ["not enough labels: 20 held-out projects, 50 are needed; scores are not calibrated on these labels, their temperature is the default."], "confusion": {"tags": ["agents", "computer-vision", "language", "mlops", "speech", "time-series"], "counts": [[1, 1, 0, 1, 0, 1], [1, 1, 1, 0, 1, 0], [0, 1, 2, 0, 0, 1], [1, 1, 1, 0, 0, 0], [0, 0, 3, 0, 1, 0], [0, 1, 0, 0, 0, 0]]}, "calibration": {"bins": [{"to": 0.4, "from": 0.3, "accuracy": 0.0, "mean_score": 0.39907359030165246, "num_samples": 1}, {"to": 0.5, "from": 0.4, "accuracy": 0.0, "mean_score": 0.471439425244559, "num_samples": 2}, {"to": 0.6, "from": 0.5, "accuracy": 0.0, "mean_score": 0.5751550102381425, "num_samples": 1}, {"to": 0.7, "from": 0.6, "accuracy": 0.25, "mean_score": 0.6578073056466106, "num_samples": 4}, {"to": 0.8, "from": 0.7, "accuracy": 0.0, "mean_score": 0.7531402205851697, "num_samples": 3}, {"to": 0.9, "from": 0.8, "accuracy": 0.5, "mean_score": 0.859465885918796, "num_samples": 4}, {"to": 1.0, "from": 0.9, "accuracy": 0.4, "mean_score": 0.9624196278767359, "num_samples": 5}], "temperature": 4.0, "negative_log_likelihood": 2.793311994874875, "expected_calibration_error": 0.5028859509214864, "negative_log_likelihood_uncalibrated": 1.7223367227835247}}', '{"fingerprint": "0e50894065e08a6982dbb127f6cf56a8ebf094589c54ba51a88592eb4f8494c1", "num_samples": 72, "num_held_out": 20, "num_samples_per_tag": {"mlops": 9, "agents": 13, "speech": 15, "language": 16, "time-series": 4, "computer-vision": 15}}', '{"numpy": "2.4.6", "scipy": "1.17.1", "skops": "0.16.0", "python": "3.11.7", "scikit-learn": "1.9.1"}', 'champion', '2026-11-27 10:15:39.6679+00'),
	(3, 'failing:Failing', '1fab9ebe6243986b9e72e429b092414e97fe44435b7bac18144469f1dc73e12d min_score=0.05 text=2', NULL, NULL, '{"version": "2db9a0c70d1bae854489350230242d9fa3bac1c17e9e6b768cbdc3c2e253d04b", "min_score": 0.05, "config_sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}', '{}', '{"trained_on": "unknown"}', '{}', 'candidate', '2026-11-27 10:15:51.341364+00'),
	(4, 'failing:Failing', 'd34db760962fe38dbd697974a73bb5ab7c4e65a1a984ecc0bbb99b84ff112dc0 min_score=0.05 text=2', NULL, NULL, '{"version": "2db9a0c70d1bae854489350230242d9fa3bac1c17e9e6b768cbdc3c2e253d04b", "min_score": 0.05, "config_sha256": "d5bbb444bc9a6c13e3ff0998d982bd9d8491612bcf050dec1622653459196c5e"}', '{"other": {"share": 0.0, "min_score": 0.05, "accuracy_of_rest": 0.13432835820895522}, "slices": {"no_title": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "long_text": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "short_text": {"f1": null, "recall": null, "precision": null, "num_samples": 0}, "no_description": {"f1": null, "recall": null, "precision": null, "num_samples": 0}}, "status": "unknown whether trained on", "overall": {"f1": 0.03181461115475255, "macro": {"f1": 0.039473684210526314, "recall": 0.16666666666666666, "precision": 0.022388059701492536}, "recall": 0.13432835820895522, "accuracy": 0.13432835820895522, "precision": 0.01804410781911339, "num_samples": 67}, "per_tag": {"mlops": {"f1": 0.23684210526315788, "recall": 1.0, "precision": 0.13432835820895522, "num_samples": 9}, "agents": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 12}, "speech": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 14}, "language": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 14}, "time-series": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 4}, "computer-vision": {"f1": 0.0, "recall": 0.0, "precision": 0.0, "num_samples": 14}}, "confusion": {"tags": ["agents", "computer-vision", "language", "mlops", "speech", "time-series"], "counts": [[0, 0, 0, 12, 0, 0], [0, 0, 0, 14, 0, 0], [0, 0, 0, 14, 0, 0], [0, 0, 0, 9, 0, 0], [0, 0, 0, 14, 0, 0], [0, 0, 0, 4, 0, 0]]}, "calibration": {"bins": [{"to": 1.0, "from": 0.9, "accuracy": 0.13432835820895522, "mean_score": 1.0, "num_samples": 67}], "temperature": null, "negative_log_likelihood": null, "expected_calibration_error": 0.8656716417910448, "negative_log_likelihood_uncalibrated": null}}', '{"trained_on": "unknown"}', '{}', 'candidate', '2026-11-27 10:15:51.978207+00');


--
-- Data for Name: popular_predictions; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.popular_predictions VALUES
	(5, '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.83247566, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.83247566,0.070103616,0.06822258,0.014642414,0.011313715,0.0032419872}', 2, '2026-11-27 10:15:47.552603+00'),
	(5, '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.60714, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.60714,0.24057104,0.06357891,0.06322467,0.021187058,0.0042983512}', 2, '2026-11-27 10:15:47.552603+00'),
	(6, '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.8416225, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.8416225,0.0658705,0.06281405,0.015603305,0.0110044945,0.003085162}', 1, '2026-11-27 10:15:48.28822+00'),
	(6, '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.6872276, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.6872276,0.20200132,0.05711583,0.03559694,0.014092526,0.0039658058}', 1, '2026-11-27 10:15:48.28822+00'),
	(7, '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.8416225, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.8416225,0.0658705,0.06281405,0.015603305,0.0110044945,0.003085162}', 1, '2026-11-27 10:15:48.888304+00'),
	(7, '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.6872276, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.6872276,0.20200132,0.05711583,0.03559694,0.014092526,0.0039658058}', 1, '2026-11-27 10:15:48.888304+00'),
	(8, '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.8416225, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.8416225,0.0658705,0.06281405,0.015603305,0.0110044945,0.003085162}', 1, '2026-11-27 10:15:49.589197+00'),
	(8, '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.6872276, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.6872276,0.20200132,0.05711583,0.03559694,0.014092526,0.0039658058}', 1, '2026-11-27 10:15:49.589197+00'),
	(9, '\xeaa9571addef36a6baf14cd29b5fee3eedddf35d4fa085ba5656df64515a7d34', 'computer-vision', 0.8416225, '{computer-vision,language,mlops,speech,time-series,agents}', '{0.8416225,0.0658705,0.06281405,0.015603305,0.0110044945,0.003085162}', 1, '2026-11-27 10:15:49.589197+00'),
	(9, '\xf95eea2d1be75838fb87d209281b660941d792be500a7f4ec823b6d46cf97428', 'agents', 0.6872276, '{agents,computer-vision,speech,language,mlops,time-series}', '{0.6872276,0.20200132,0.05711583,0.03559694,0.014092526,0.0039658058}', 1, '2026-11-27 10:15:49.589197+00');


--
-- Data for Name: prediction_changes; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.prediction_changes VALUES
	(2, 'm0079', 1, 2, 'language', NULL, 0.98169065, NULL, '2026-11-27 10:15:40.926145+00'),
	(2, 'm0078', 1, 2, 'agents', NULL, 0.9938149, NULL, '2026-11-27 10:15:40.926145+00'),
	(2, 'm0077', 1, 2, 'language', NULL, 0.9699579, NULL, '2026-11-27 10:15:40.926145+00'),
	(3, 'm0035', 2, 4, 'computer-vision', 'other', 0.41898346, 0.37971616, '2026-11-27 10:15:47.167281+00'),
	(4, 'm0035', 4, 2, 'other', 'computer-vision', 0.37971616, 0.41898346, '2026-11-27 10:15:47.211042+00'),
	(7, 'm0076', 8, 9, 'computer-vision', NULL, 0.9779305, NULL, '2026-11-27 10:15:50.783109+00');


--
-- Data for Name: predictions_10; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--



--
-- Data for Name: predictions_11; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--

INSERT INTO predawn.predictions_11 VALUES
	(11, 'm0000', 'mlops', 1, '{mlops}', '{1}', '\x73bfe4f9b61e975124df1cb9087f890991d23f4638c0655d932dadbd003d76e9', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0001', 'mlops', 1, '{mlops}', '{1}', '\xd8bfc0c11de897d95926b9eceea122534d8ea5172e35d75be1bc65700186b6fe', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0002', 'mlops', 1, '{mlops}', '{1}', '\x2ffd68effa64fa2d6d54b089a4ed324912472509bd79c38cc21eb0edc6a8c71a', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0003', 'mlops', 1, '{mlops}', '{1}', '\x1bca795e6a0262dee4ca2c363e19bba4fbe126288a4c16eadbb01698090bfe5d', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0004', 'mlops', 1, '{mlops}', '{1}', '\x234fd39ae4eca1625e7ddeaa98125b9d4f856a713d5d35fafee1e670171bdc3a', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0006', 'mlops', 1, '{mlops}', '{1}', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0007', 'mlops', 1, '{mlops}', '{1}', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0008', 'mlops', 1, '{mlops}', '{1}', '\x67f33e65c2e3b207ff05d1d0a0621b5d4afee2efdbbcdd03c462123832790434', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0009', 'mlops', 1, '{mlops}', '{1}', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0010', 'mlops', 1, '{mlops}', '{1}', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0011', 'mlops', 1, '{mlops}', '{1}', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0012', 'mlops', 1, '{mlops}', '{1}', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0013', 'mlops', 1, '{mlops}', '{1}', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0014', 'mlops', 1, '{mlops}', '{1}', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0015', 'mlops', 1, '{mlops}', '{1}', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0016', 'mlops', 1, '{mlops}', '{1}', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0017', 'mlops', 1, '{mlops}', '{1}', '\xa48f5f68cf165fedf09b9af826c831c906febf908da58283ebf3d1caf04baaa2', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0018', 'mlops', 1, '{mlops}', '{1}', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0019', 'mlops', 1, '{mlops}', '{1}', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0020', 'mlops', 1, '{mlops}', '{1}', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0021', 'mlops', 1, '{mlops}', '{1}', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0022', 'mlops', 1, '{mlops}', '{1}', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0023', 'mlops', 1, '{mlops}', '{1}', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0024', 'mlops', 1, '{mlops}', '{1}', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 4, '2026-11-27 10:15:52.190144+00', 'scored'),
	(11, 'm0025', 'mlops', 1, '{mlops}', '{1}', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0026', 'mlops', 1, '{mlops}', '{1}', '\x43bcf73ab7faf867882c46b6ecc5683a8b8ef1092a12c5543f5d55c1e96558eb', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0027', 'mlops', 1, '{mlops}', '{1}', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0028', 'mlops', 1, '{mlops}', '{1}', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0029', 'mlops', 1, '{mlops}', '{1}', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0030', 'mlops', 1, '{mlops}', '{1}', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0031', 'mlops', 1, '{mlops}', '{1}', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0032', 'mlops', 1, '{mlops}', '{1}', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0033', 'mlops', 1, '{mlops}', '{1}', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0034', 'mlops', 1, '{mlops}', '{1}', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0035', 'mlops', 1, '{mlops}', '{1}', '\x3f3722238f9cf7ca0ff8cdbad55d9b6792e781d457facaa764d1164b01eb92bd', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0036', 'mlops', 1, '{mlops}', '{1}', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0037', 'mlops', 1, '{mlops}', '{1}', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0038', 'mlops', 1, '{mlops}', '{1}', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0039', 'mlops', 1, '{mlops}', '{1}', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0040', 'mlops', 1, '{mlops}', '{1}', '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0041', 'mlops', 1, '{mlops}', '{1}', '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0042', 'mlops', 1, '{mlops}', '{1}', '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0043', 'mlops', 1, '{mlops}', '{1}', '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0044', 'mlops', 1, '{mlops}', '{1}', '\xbf2adf599bc4bc621593879d61693be72ecbb00d78bb5a9700709c98d25c2ff4', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0045', 'mlops', 1, '{mlops}', '{1}', '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0046', 'mlops', 1, '{mlops}', '{1}', '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0047', 'mlops', 1, '{mlops}', '{1}', '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0048', 'mlops', 1, '{mlops}', '{1}', '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0049', 'mlops', 1, '{mlops}', '{1}', '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', 4, '2026-11-27 10:15:52.229738+00', 'scored'),
	(11, 'm0050', 'mlops', 1, '{mlops}', '{1}', '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0051', 'mlops', 1, '{mlops}', '{1}', '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0052', 'mlops', 1, '{mlops}', '{1}', '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0053', 'mlops', 1, '{mlops}', '{1}', '\x35aa6692646a61352bd11708e1651e99533b0552883d3070d688a9987b043c95', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0054', 'mlops', 1, '{mlops}', '{1}', '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0055', 'mlops', 1, '{mlops}', '{1}', '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0056', 'mlops', 1, '{mlops}', '{1}', '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0057', 'mlops', 1, '{mlops}', '{1}', '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0058', 'mlops', 1, '{mlops}', '{1}', '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0059', 'mlops', 1, '{mlops}', '{1}', '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0060', 'mlops', 1, '{mlops}', '{1}', '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0061', 'mlops', 1, '{mlops}', '{1}', '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0062', 'mlops', 1, '{mlops}', '{1}', '\xae1467318d8928021875f375ae6357d2480063273d70a0c9b796f9b8c703b147', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0063', 'mlops', 1, '{mlops}', '{1}', '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0064', 'mlops', 1, '{mlops}', '{1}', '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0065', 'mlops', 1, '{mlops}', '{1}', '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0066', 'mlops', 1, '{mlops}', '{1}', '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0067', 'mlops', 1, '{mlops}', '{1}', '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0068', 'mlops', 1, '{mlops}', '{1}', '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0069', 'mlops', 1, '{mlops}', '{1}', '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0070', 'mlops', 1, '{mlops}', '{1}', '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0071', 'mlops', 1, '{mlops}', '{1}', '\xc698c9984be94f80ff60ed10f3bbbfa4168f14e7af4a388c67e88ad8f08bc26a', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0072', 'mlops', 1, '{mlops}', '{1}', '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0073', 'mlops', 1, '{mlops}', '{1}', '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0074', 'mlops', 1, '{mlops}', '{1}', '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', 4, '2026-11-27 10:15:52.261672+00', 'scored'),
	(11, 'm0075', 'mlops', 1, '{mlops}', '{1}', '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', 4, '2026-11-27 10:15:52.298086+00', 'scored');


--
-- Data for Name: predictions_12; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--



--
-- Data for Name: predictions_5; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--

INSERT INTO predawn.predictions_5 VALUES
	(5, 'm0000', 'speech', 0.9977617, '{speech,language,computer-vision,mlops,time-series,agents}', '{0.9977617,0.0007911613,0.0007138648,0.0003919175,0.00019985398,0.00014145604}', '\x73bfe4f9b61e975124df1cb9087f890991d23f4638c0655d932dadbd003d76e9', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0001', 'mlops', 0.9957515, '{mlops,speech,agents,language,computer-vision,time-series}', '{0.9957515,0.0015388313,0.0014328088,0.0010352334,0.00021917843,2.245033e-05}', '\xd8bfc0c11de897d95926b9eceea122534d8ea5172e35d75be1bc65700186b6fe', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0002', 'language', 0.98048645, '{language,speech,computer-vision,mlops,agents,time-series}', '{0.98048645,0.0051240064,0.0050403266,0.003946084,0.0038570992,0.0015460402}', '\x2ffd68effa64fa2d6d54b089a4ed324912472509bd79c38cc21eb0edc6a8c71a', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0003', 'mlops', 0.9943416, '{mlops,agents,computer-vision,time-series,language,speech}', '{0.9943416,0.0016584212,0.0012842376,0.0009767956,0.00087965914,0.00085924467}', '\x1bca795e6a0262dee4ca2c363e19bba4fbe126288a4c16eadbb01698090bfe5d', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0004', 'computer-vision', 0.9695265, '{computer-vision,mlops,agents,time-series,speech,language}', '{0.9695265,0.008538541,0.0065969066,0.0061063184,0.004942268,0.0042894576}', '\x82cbda26046b85d0eb3150f98107c1759d83d10c2097690417b321f7277c590e', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0005', 'speech', 0.98801315, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.98801315,0.004030191,0.0038491723,0.0024325366,0.0015725438,0.00010242185}', '\xd3e7c42176db29348974302d60ff9701eae7ce80b3677cd45ed42f1cec519cb9', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0006', 'speech', 0.9627192, '{speech,computer-vision,agents,time-series,mlops,language}', '{0.9627192,0.016323356,0.008931731,0.0062926966,0.0039571705,0.0017758659}', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0007', 'language', 0.99158704, '{language,computer-vision,speech,mlops,time-series,agents}', '{0.99158704,0.0049572936,0.0013060885,0.00088938064,0.00081530627,0.0004449085}', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0008', 'mlops', 0.55365384, '{mlops,agents,speech,computer-vision,language,time-series}', '{0.55365384,0.36475122,0.053947493,0.015414993,0.009013063,0.0032194147}', '\x67f33e65c2e3b207ff05d1d0a0621b5d4afee2efdbbcdd03c462123832790434', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0009', 'speech', 0.9777026, '{speech,agents,language,computer-vision,mlops,time-series}', '{0.9777026,0.014612107,0.00278284,0.0022776462,0.001441949,0.0011828453}', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0010', 'mlops', 0.98773867, '{mlops,agents,computer-vision,time-series,language,speech}', '{0.98773867,0.004903202,0.003530407,0.0020341224,0.001073783,0.0007198056}', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0011', 'language', 0.9856518, '{language,agents,computer-vision,mlops,time-series,speech}', '{0.9856518,0.004618813,0.0033665407,0.002709994,0.0021776035,0.0014752808}', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0012', 'agents', 0.9641598, '{agents,speech,computer-vision,time-series,language,mlops}', '{0.9641598,0.014207217,0.0092912,0.005557357,0.0052691223,0.0015153049}', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0013', 'computer-vision', 0.92535675, '{computer-vision,mlops,time-series,speech,language,agents}', '{0.92535675,0.036020283,0.01816836,0.010834238,0.008200643,0.0014197372}', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0014', 'computer-vision', 0.9734245, '{computer-vision,time-series,agents,speech,mlops,language}', '{0.9734245,0.007771223,0.007745987,0.005383424,0.0038690537,0.0018058368}', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0015', 'time-series', 0.9916708, '{time-series,computer-vision,speech,mlops,agents,language}', '{0.9916708,0.005167815,0.001061391,0.0010503375,0.00082567387,0.00022401975}', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0016', 'speech', 0.9313958, '{speech,computer-vision,language,mlops,agents,time-series}', '{0.9313958,0.041656,0.009611382,0.0069747777,0.00613885,0.0042231497}', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0017', 'mlops', 0.44261873, '{mlops,computer-vision,speech,language,agents,time-series}', '{0.44261873,0.34002808,0.109398864,0.062239952,0.041973542,0.0037408276}', '\xa48f5f68cf165fedf09b9af826c831c906febf908da58283ebf3d1caf04baaa2', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0018', 'agents', 0.9728928, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9728928,0.008925636,0.008440063,0.005176,0.002312301,0.0022532002}', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0019', 'language', 0.9956599, '{language,time-series,speech,mlops,computer-vision,agents}', '{0.9956599,0.0017391404,0.0012842905,0.00093079446,0.00020527022,0.00018060992}', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0020', 'language', 0.98482, '{language,mlops,speech,agents,time-series,computer-vision}', '{0.98482,0.0070929355,0.0051865517,0.0024450542,0.00023544767,0.00022002548}', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0021', 'speech', 0.84351397, '{speech,language,computer-vision,agents,time-series,mlops}', '{0.84351397,0.052826438,0.036387894,0.026388213,0.023435745,0.017447742}', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0022', 'mlops', 0.9925915, '{mlops,speech,computer-vision,agents,time-series,language}', '{0.9925915,0.0018798021,0.0017086823,0.0014494683,0.0012026193,0.0011679033}', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0023', 'computer-vision', 0.9917561, '{computer-vision,time-series,speech,agents,mlops,language}', '{0.9917561,0.003593049,0.0024932227,0.0008298499,0.00071811344,0.0006096852}', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0024', 'language', 0.9942943, '{language,computer-vision,time-series,agents,mlops,speech}', '{0.9942943,0.0031325978,0.0016975973,0.0004996671,0.00021431815,0.00016152755}', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 2, '2026-11-27 10:15:47.453791+00', 'scored'),
	(5, 'm0025', 'mlops', 0.9701739, '{mlops,computer-vision,language,agents,speech,time-series}', '{0.9701739,0.0092271315,0.007843354,0.0062975627,0.004873296,0.0015847795}', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0026', 'mlops', 0.8630316, '{mlops,speech,time-series,computer-vision,agents,language}', '{0.8630316,0.08038646,0.03228413,0.014365938,0.006519813,0.0034120113}', '\x43bcf73ab7faf867882c46b6ecc5683a8b8ef1092a12c5543f5d55c1e96558eb', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0027', 'agents', 0.9761651, '{agents,mlops,speech,computer-vision,language,time-series}', '{0.9761651,0.007269272,0.0062167626,0.0045576813,0.004511526,0.001279641}', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0028', 'agents', 0.99145997, '{agents,computer-vision,speech,language,time-series,mlops}', '{0.99145997,0.005925735,0.001305722,0.0004916355,0.0004716038,0.0003453486}', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0029', 'language', 0.97848266, '{language,speech,time-series,agents,computer-vision,mlops}', '{0.97848266,0.00791323,0.0068067815,0.0047145104,0.0010598379,0.0010229531}', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0030', 'language', 0.96586984, '{language,agents,computer-vision,speech,mlops,time-series}', '{0.96586984,0.013846089,0.008939933,0.006916732,0.0031144014,0.0013129867}', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0031', 'computer-vision', 0.879081, '{computer-vision,mlops,speech,time-series,agents,language}', '{0.879081,0.03596893,0.025388325,0.023939325,0.01875529,0.016867133}', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0032', 'agents', 0.9642239, '{agents,mlops,language,time-series,computer-vision,speech}', '{0.9642239,0.0185629,0.008211608,0.007565944,0.001006411,0.00042921022}', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0033', 'computer-vision', 0.96761566, '{computer-vision,speech,language,time-series,agents,mlops}', '{0.96761566,0.02504465,0.004681426,0.0012225324,0.001198811,0.00023691969}', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0034', 'time-series', 0.99404883, '{time-series,language,computer-vision,agents,speech,mlops}', '{0.99404883,0.0018521646,0.0014957325,0.0013287074,0.0010744861,0.0002000553}', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0035', 'other', 0.37971616, '{computer-vision,speech,time-series,agents,language,mlops}', '{0.37971616,0.33234042,0.23076482,0.030714408,0.015567136,0.010897045}', '\x3f3722238f9cf7ca0ff8cdbad55d9b6792e781d457facaa764d1164b01eb92bd', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0036', 'agents', 0.9933224, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9933224,0.0030548759,0.002041477,0.001116369,0.00031522076,0.000149672}', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0037', 'mlops', 0.98851764, '{mlops,computer-vision,agents,speech,language,time-series}', '{0.98851764,0.00433071,0.004282527,0.001964144,0.00057791045,0.0003270907}', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0038', 'language', 0.9945402, '{language,speech,computer-vision,time-series,mlops,agents}', '{0.9945402,0.003009682,0.0011219858,0.0009949924,0.00024714242,8.5983505e-05}', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0039', 'computer-vision', 0.97682726, '{computer-vision,language,speech,mlops,time-series,agents}', '{0.97682726,0.016017491,0.0037858116,0.0029246015,0.00035999293,8.485003e-05}', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0040', 'language', 0.9938865, '{language,mlops,time-series,speech,agents,computer-vision}', '{0.9938865,0.0017116112,0.0013835338,0.0013360695,0.0009798598,0.00070244557}', '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0041', 'language', 0.9915312, '{language,computer-vision,speech,time-series,agents,mlops}', '{0.9915312,0.003053232,0.0023271174,0.001633059,0.0011443762,0.00031100132}', '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0042', 'agents', 0.9909888, '{agents,mlops,language,time-series,speech,computer-vision}', '{0.9909888,0.0031236415,0.0020361773,0.002032254,0.0015057813,0.0003133582}', '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0043', 'computer-vision', 0.99658746, '{computer-vision,speech,language,agents,mlops,time-series}', '{0.99658746,0.0021319191,0.00055858406,0.00024841836,0.0002383514,0.00023529406}', '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0044', 'speech', 0.48528147, '{speech,time-series,computer-vision,agents,language,mlops}', '{0.48528147,0.325495,0.113451086,0.04847537,0.021626486,0.005670577}', '\xbf2adf599bc4bc621593879d61693be72ecbb00d78bb5a9700709c98d25c2ff4', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0045', 'speech', 0.9745653, '{speech,language,mlops,computer-vision,agents,time-series}', '{0.9745653,0.008173984,0.008037963,0.0036673334,0.0036359609,0.0019194351}', '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0046', 'speech', 0.95852464, '{speech,agents,language,computer-vision,time-series,mlops}', '{0.95852464,0.014991838,0.011482423,0.00890376,0.0059199645,0.00017734054}', '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0047', 'mlops', 0.99092466, '{mlops,computer-vision,time-series,language,agents,speech}', '{0.99092466,0.00323704,0.0021620067,0.0014551264,0.0013860847,0.00083508133}', '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0048', 'agents', 0.984584, '{agents,time-series,language,speech,mlops,computer-vision}', '{0.984584,0.0060343235,0.0031508603,0.002618155,0.0023487515,0.0012639347}', '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0049', 'speech', 0.9897887, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9897887,0.0045326455,0.002319411,0.0020335894,0.0007742947,0.00055133237}', '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', 2, '2026-11-27 10:15:47.475586+00', 'scored'),
	(5, 'm0050', 'agents', 0.9578114, '{agents,language,speech,mlops,computer-vision,time-series}', '{0.9578114,0.017426183,0.01284483,0.008234851,0.0028677573,0.00081497023}', '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0051', 'language', 0.9921634, '{language,speech,mlops,agents,computer-vision,time-series}', '{0.9921634,0.002612067,0.0020726705,0.0016138668,0.00085164333,0.0006863494}', '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0052', 'speech', 0.9930007, '{speech,language,agents,computer-vision,mlops,time-series}', '{0.9930007,0.0024060581,0.00237552,0.0009949651,0.00093989534,0.00028289438}', '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0053', 'language', 0.916483, '{language,agents,speech,computer-vision,time-series,mlops}', '{0.916483,0.03528813,0.022320524,0.00978782,0.0094361035,0.006684432}', '\x35aa6692646a61352bd11708e1651e99533b0552883d3070d688a9987b043c95', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0054', 'speech', 0.9915723, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9915723,0.002555693,0.0022872218,0.002114466,0.0010989122,0.00037138796}', '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0055', 'speech', 0.98548865, '{speech,agents,time-series,computer-vision,language,mlops}', '{0.98548865,0.005158003,0.004042089,0.0035381245,0.0015915175,0.00018161067}', '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0056', 'computer-vision', 0.98952633, '{computer-vision,agents,mlops,language,speech,time-series}', '{0.98952633,0.0039678803,0.003674332,0.0020262671,0.0005231489,0.0002820257}', '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0057', 'mlops', 0.9847223, '{mlops,agents,computer-vision,language,speech,time-series}', '{0.9847223,0.007549449,0.0035313226,0.0029050342,0.00067104347,0.00062083785}', '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0058', 'computer-vision', 0.97085893, '{computer-vision,agents,speech,mlops,time-series,language}', '{0.97085893,0.0155784795,0.0055790176,0.0047887308,0.0021954144,0.0009994303}', '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0059', 'computer-vision', 0.9866236, '{computer-vision,mlops,language,speech,agents,time-series}', '{0.9866236,0.0055245953,0.0025897976,0.0021323215,0.002081031,0.0010486871}', '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0060', 'mlops', 0.9836769, '{mlops,speech,agents,language,computer-vision,time-series}', '{0.9836769,0.009228117,0.0023533811,0.0022609357,0.0021990177,0.00028166678}', '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0061', 'speech', 0.99256945, '{speech,mlops,computer-vision,language,agents,time-series}', '{0.99256945,0.002927692,0.0017237016,0.0014831154,0.0011011678,0.00019485698}', '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0062', 'agents', 0.9251896, '{agents,language,speech,time-series,computer-vision,mlops}', '{0.9251896,0.03149421,0.020189926,0.012448231,0.010264137,0.0004138976}', '\xae1467318d8928021875f375ae6357d2480063273d70a0c9b796f9b8c703b147', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0063', 'speech', 0.89043033, '{speech,language,mlops,computer-vision,agents,time-series}', '{0.89043033,0.040633585,0.022578044,0.019142002,0.015239616,0.011976436}', '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0064', 'language', 0.98917794, '{language,computer-vision,agents,speech,mlops,time-series}', '{0.98917794,0.0032006819,0.002538521,0.0022145337,0.0021183125,0.0007499844}', '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0065', 'agents', 0.99113446, '{agents,mlops,computer-vision,speech,time-series,language}', '{0.99113446,0.003462361,0.0019016081,0.0017364396,0.0013485728,0.00041657395}', '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0066', 'computer-vision', 0.92847896, '{computer-vision,agents,time-series,mlops,speech,language}', '{0.92847896,0.021377156,0.019524844,0.015427216,0.010711457,0.0044803577}', '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0067', 'computer-vision', 0.99089545, '{computer-vision,speech,language,agents,mlops,time-series}', '{0.99089545,0.003985469,0.0024442375,0.002164319,0.00032603246,0.00018450819}', '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0068', 'agents', 0.9925103, '{agents,computer-vision,speech,language,time-series,mlops}', '{0.9925103,0.003965482,0.0020169225,0.0006475162,0.00057338475,0.00028639313}', '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0069', 'language', 0.9877504, '{language,speech,time-series,agents,mlops,computer-vision}', '{0.9877504,0.0063723433,0.0026821299,0.0024900076,0.0004906334,0.00021448845}', '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0070', 'computer-vision', 0.9745121, '{computer-vision,speech,time-series,agents,language,mlops}', '{0.9745121,0.011910137,0.005137165,0.0031611314,0.0026956985,0.0025837547}', '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0071', 'speech', 0.86171496, '{speech,agents,computer-vision,mlops,time-series,language}', '{0.86171496,0.06261301,0.05651294,0.009108444,0.0058937105,0.004156965}', '\xc698c9984be94f80ff60ed10f3bbbfa4168f14e7af4a388c67e88ad8f08bc26a', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0072', 'time-series', 0.99372756, '{time-series,language,speech,agents,mlops,computer-vision}', '{0.99372756,0.0021030146,0.0013014396,0.0011563341,0.00091109634,0.000800546}', '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0073', 'speech', 0.94108826, '{speech,language,time-series,computer-vision,agents,mlops}', '{0.94108826,0.036678344,0.009609795,0.004811001,0.004452153,0.003360433}', '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0074', 'agents', 0.97483236, '{agents,speech,computer-vision,language,mlops,time-series}', '{0.97483236,0.0097147385,0.006139814,0.0041799727,0.0036679816,0.0014651403}', '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', 2, '2026-11-27 10:15:47.517085+00', 'scored'),
	(5, 'm0075', 'time-series', 0.9935228, '{time-series,agents,computer-vision,language,speech,mlops}', '{0.9935228,0.0019164721,0.0015593905,0.0014772845,0.0012695992,0.0002544294}', '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', 2, '2026-11-27 10:15:47.532337+00', 'scored'),
	(5, 'm0076', 'computer-vision', 0.9698608, '{computer-vision,agents,language,mlops,speech,time-series}', '{0.9698608,0.012254889,0.0084387325,0.003727876,0.0030870424,0.002630696}', '\xf3910ad0ca125c011cf4a61a44648de1fa7248df519a3c81cc20b46d39618bef', 2, '2026-11-27 10:15:47.532337+00', 'scored');


--
-- Data for Name: predictions_6; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--

INSERT INTO predawn.predictions_6 VALUES
	(6, 'm0000', 'speech', 0.99750787, '{speech,language,computer-vision,agents,time-series,mlops}', '{0.99750787,0.0010232831,0.00087543216,0.00020035105,0.00019721514,0.00019583569}', '\x73bfe4f9b61e975124df1cb9087f890991d23f4638c0655d932dadbd003d76e9', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0001', 'mlops', 0.99449515, '{mlops,agents,speech,language,computer-vision,time-series}', '{0.99449515,0.0018837719,0.0018543622,0.0015108398,0.00023075157,2.5110057e-05}', '\xd8bfc0c11de897d95926b9eceea122534d8ea5172e35d75be1bc65700186b6fe', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0002', 'language', 0.9840077, '{language,computer-vision,agents,speech,mlops,time-series}', '{0.9840077,0.0042050243,0.004038347,0.003924842,0.0023350185,0.0014890442}', '\x2ffd68effa64fa2d6d54b089a4ed324912472509bd79c38cc21eb0edc6a8c71a', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0003', 'mlops', 0.9934492, '{mlops,agents,computer-vision,speech,time-series,language}', '{0.9934492,0.00200014,0.0017523023,0.001071374,0.0010643995,0.0006625962}', '\x1bca795e6a0262dee4ca2c363e19bba4fbe126288a4c16eadbb01698090bfe5d', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0004', 'computer-vision', 0.9682797, '{computer-vision,mlops,agents,language,time-series,speech}', '{0.9682797,0.007603143,0.006756882,0.0065459926,0.0062423977,0.004571838}', '\x82cbda26046b85d0eb3150f98107c1759d83d10c2097690417b321f7277c590e', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0005', 'speech', 0.9899378, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9899378,0.0035449795,0.0033397637,0.0021785207,0.00090651074,9.2469134e-05}', '\xd3e7c42176db29348974302d60ff9701eae7ce80b3677cd45ed42f1cec519cb9', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0006', 'speech', 0.9658315, '{speech,computer-vision,agents,time-series,mlops,language}', '{0.9658315,0.014751864,0.0074717384,0.0058484203,0.0040440983,0.002052358}', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0007', 'language', 0.993076, '{language,computer-vision,speech,time-series,agents,mlops}', '{0.993076,0.0037221967,0.0010136804,0.000900443,0.0008856285,0.00040204515}', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0008', 'mlops', 0.49100968, '{mlops,agents,speech,computer-vision,language,time-series}', '{0.49100968,0.40809077,0.06946224,0.0163297,0.011429792,0.0036778157}', '\x67f33e65c2e3b207ff05d1d0a0621b5d4afee2efdbbcdd03c462123832790434', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0009', 'speech', 0.98144233, '{speech,agents,language,computer-vision,mlops,time-series}', '{0.98144233,0.012008442,0.0026234298,0.001643498,0.0011922744,0.001090044}', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0010', 'mlops', 0.9879971, '{mlops,agents,computer-vision,time-series,speech,language}', '{0.9879971,0.004725068,0.004155098,0.0018116679,0.0008133451,0.00049772905}', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0011', 'language', 0.9868071, '{language,agents,computer-vision,mlops,time-series,speech}', '{0.9868071,0.0045329523,0.003218746,0.0022919928,0.0019481916,0.0012009806}', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0012', 'agents', 0.97153556, '{agents,speech,computer-vision,time-series,language,mlops}', '{0.97153556,0.011316408,0.007804539,0.004573694,0.0039256816,0.0008441007}', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0013', 'computer-vision', 0.93452215, '{computer-vision,mlops,time-series,language,speech,agents}', '{0.93452215,0.028272085,0.015603396,0.010582776,0.009440085,0.0015794759}', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0014', 'computer-vision', 0.97764254, '{computer-vision,agents,time-series,speech,mlops,language}', '{0.97764254,0.0061995843,0.006193653,0.0045702085,0.00318481,0.002209203}', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0015', 'time-series', 0.99180347, '{time-series,computer-vision,speech,mlops,agents,language}', '{0.99180347,0.00516364,0.0010151259,0.0009545214,0.0007776846,0.00028558692}', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0016', 'speech', 0.9350677, '{speech,computer-vision,language,agents,mlops,time-series}', '{0.9350677,0.04052987,0.010394948,0.0051815165,0.0049488447,0.0038771231}', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0017', 'mlops', 0.40587744, '{mlops,computer-vision,language,speech,agents,time-series}', '{0.40587744,0.23059872,0.21150903,0.11503847,0.032462478,0.0045138663}', '\xa48f5f68cf165fedf09b9af826c831c906febf908da58283ebf3d1caf04baaa2', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0018', 'agents', 0.9697889, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9697889,0.010354643,0.009350517,0.0059490553,0.0025766778,0.0019802146}', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0019', 'language', 0.99400187, '{language,time-series,speech,mlops,agents,computer-vision}', '{0.99400187,0.002533284,0.0016649067,0.0011915606,0.00042504715,0.00018332248}', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0020', 'language', 0.98497427, '{language,mlops,speech,agents,computer-vision,time-series}', '{0.98497427,0.006907519,0.005276818,0.0022276007,0.0003608535,0.0002529328}', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0021', 'speech', 0.8356844, '{speech,language,computer-vision,agents,time-series,mlops}', '{0.8356844,0.069637135,0.03174355,0.024298124,0.023080317,0.015556466}', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0022', 'mlops', 0.9915554, '{mlops,language,agents,speech,computer-vision,time-series}', '{0.9915554,0.002088371,0.0017019085,0.0016931822,0.0015683139,0.0013928341}', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0023', 'computer-vision', 0.9908669, '{computer-vision,time-series,speech,language,mlops,agents}', '{0.9908669,0.0034079487,0.0025281822,0.0015416425,0.0009412973,0.0007140113}', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0024', 'language', 0.9948971, '{language,computer-vision,time-series,agents,mlops,speech}', '{0.9948971,0.0027663545,0.0015351826,0.00042344086,0.00023291512,0.00014495432}', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 1, '2026-11-27 10:15:48.163803+00', 'scored'),
	(6, 'm0025', 'mlops', 0.9688549, '{mlops,language,computer-vision,agents,speech,time-series}', '{0.9688549,0.009282184,0.008226714,0.0068898196,0.0050898124,0.0016565954}', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0026', 'mlops', 0.85992557, '{mlops,speech,time-series,computer-vision,agents,language}', '{0.85992557,0.08883681,0.02887858,0.013686689,0.0060746972,0.0025976764}', '\x43bcf73ab7faf867882c46b6ecc5683a8b8ef1092a12c5543f5d55c1e96558eb', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0027', 'agents', 0.97915727, '{agents,mlops,speech,computer-vision,language,time-series}', '{0.97915727,0.006210453,0.0050358768,0.0046178484,0.0038175688,0.0011609758}', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0028', 'agents', 0.9923341, '{agents,computer-vision,speech,time-series,language,mlops}', '{0.9923341,0.0053632427,0.0011971851,0.0004327573,0.00037642513,0.00029628337}', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0029', 'language', 0.9762571, '{language,speech,time-series,agents,computer-vision,mlops}', '{0.9762571,0.00894359,0.0072268285,0.00541124,0.0013621477,0.00079912023}', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0030', 'language', 0.9774541, '{language,agents,computer-vision,speech,mlops,time-series}', '{0.9774541,0.009698515,0.006294501,0.0042810235,0.0013732777,0.0008985412}', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0031', 'computer-vision', 0.8969318, '{computer-vision,mlops,speech,time-series,agents,language}', '{0.8969318,0.026327787,0.021300599,0.021235272,0.01769085,0.01651366}', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0032', 'agents', 0.9581091, '{agents,mlops,language,time-series,computer-vision,speech}', '{0.9581091,0.022118367,0.008685659,0.0085166795,0.0018876534,0.0006825833}', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0033', 'computer-vision', 0.9663128, '{computer-vision,speech,language,time-series,agents,mlops}', '{0.9663128,0.024540272,0.006649691,0.0013209422,0.0009524441,0.00022382555}', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0034', 'time-series', 0.9941681, '{time-series,language,computer-vision,agents,speech,mlops}', '{0.9941681,0.0016900162,0.0015324919,0.0012495448,0.0010925848,0.00026728012}', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0035', 'computer-vision', 0.41898346, '{computer-vision,speech,time-series,agents,mlops,language}', '{0.41898346,0.34086925,0.18612961,0.037587743,0.009178373,0.0072515514}', '\x3f3722238f9cf7ca0ff8cdbad55d9b6792e781d457facaa764d1164b01eb92bd', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0036', 'agents', 0.9921424, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9921424,0.0038050634,0.0022188467,0.0013131078,0.00035682085,0.00016375698}', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0037', 'mlops', 0.9876248, '{mlops,computer-vision,agents,speech,language,time-series}', '{0.9876248,0.0047994102,0.004459247,0.0019308479,0.00082145643,0.00036419366}', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0038', 'language', 0.993877, '{language,speech,computer-vision,time-series,mlops,agents}', '{0.993877,0.003348652,0.0012690761,0.0011567201,0.00021048986,0.00013805133}', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0039', 'computer-vision', 0.9763399, '{computer-vision,language,speech,mlops,time-series,agents}', '{0.9763399,0.017557822,0.003374858,0.0023093792,0.00033939185,7.866151e-05}', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0040', 'language', 0.99495006, '{language,mlops,speech,time-series,agents,computer-vision}', '{0.99495006,0.0012751262,0.0011516914,0.0011127522,0.00097508996,0.0005352836}', '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0041', 'language', 0.98928744, '{language,computer-vision,speech,time-series,agents,mlops}', '{0.98928744,0.004129084,0.0029910633,0.0019264797,0.0012358173,0.00043011946}', '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0042', 'agents', 0.99142426, '{agents,mlops,time-series,language,speech,computer-vision}', '{0.99142426,0.0029607646,0.001994396,0.0016688008,0.0015633756,0.0003883743}', '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0043', 'computer-vision', 0.9961734, '{computer-vision,speech,language,mlops,time-series,agents}', '{0.9961734,0.0022068508,0.00091695983,0.00027858192,0.0002455111,0.00017871433}', '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0044', 'speech', 0.47540912, '{speech,time-series,computer-vision,agents,language,mlops}', '{0.47540912,0.33061722,0.1220076,0.039527237,0.027091868,0.0053469413}', '\xbf2adf599bc4bc621593879d61693be72ecbb00d78bb5a9700709c98d25c2ff4', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0045', 'speech', 0.9772963, '{speech,language,mlops,computer-vision,agents,time-series}', '{0.9772963,0.007990121,0.007251753,0.0033916105,0.002447597,0.0016226384}', '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0046', 'speech', 0.9614584, '{speech,agents,language,computer-vision,time-series,mlops}', '{0.9614584,0.01290635,0.010566323,0.009413993,0.0054889056,0.00016602805}', '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0047', 'mlops', 0.9913776, '{mlops,computer-vision,time-series,agents,speech,language}', '{0.9913776,0.003436549,0.0020300506,0.0012875077,0.0009345682,0.00093374297}', '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0048', 'agents', 0.9841356, '{agents,time-series,language,speech,mlops,computer-vision}', '{0.9841356,0.005949256,0.0031407,0.0028666523,0.0022649867,0.0016427708}', '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0049', 'speech', 0.99154705, '{speech,computer-vision,mlops,agents,time-series,language}', '{0.99154705,0.0040543615,0.001819373,0.0016259244,0.000502367,0.00045092386}', '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', 1, '2026-11-27 10:15:48.21653+00', 'scored'),
	(6, 'm0050', 'agents', 0.9610762, '{agents,language,speech,mlops,computer-vision,time-series}', '{0.9610762,0.014288912,0.013221688,0.0073081767,0.0032358794,0.00086913764}', '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0051', 'language', 0.98287565, '{language,speech,mlops,agents,computer-vision,time-series}', '{0.98287565,0.0052573127,0.0038430754,0.0036987113,0.0029084017,0.0014168536}', '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0052', 'speech', 0.99305975, '{speech,agents,language,computer-vision,mlops,time-series}', '{0.99305975,0.0023115799,0.0020930914,0.0012145621,0.0010171406,0.00030384472}', '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0053', 'language', 0.8638948, '{language,agents,speech,time-series,computer-vision,mlops}', '{0.8638948,0.074616045,0.029272236,0.013587304,0.010877659,0.007751931}', '\x35aa6692646a61352bd11708e1651e99533b0552883d3070d688a9987b043c95', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0054', 'speech', 0.9930235, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9930235,0.0024627934,0.0018698148,0.0016210997,0.00069762534,0.0003251418}', '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0055', 'speech', 0.98544353, '{speech,agents,time-series,computer-vision,language,mlops}', '{0.98544353,0.0045635966,0.0038319442,0.0034758903,0.0025062426,0.00017877923}', '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0056', 'computer-vision', 0.990416, '{computer-vision,agents,mlops,language,speech,time-series}', '{0.990416,0.0038116158,0.0030957914,0.0017552762,0.00064973196,0.0002715675}', '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0057', 'mlops', 0.98579264, '{mlops,agents,language,computer-vision,speech,time-series}', '{0.98579264,0.00619307,0.0034500882,0.0032098389,0.000747933,0.00060644}', '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0058', 'computer-vision', 0.97299504, '{computer-vision,agents,speech,mlops,time-series,language}', '{0.97299504,0.013966496,0.0055726795,0.0042300466,0.0021425267,0.0010932278}', '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0059', 'computer-vision', 0.9905924, '{computer-vision,mlops,language,speech,agents,time-series}', '{0.9905924,0.0039649177,0.0016584462,0.0015397823,0.0014865643,0.00075787614}', '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0060', 'mlops', 0.9841927, '{mlops,speech,language,computer-vision,agents,time-series}', '{0.9841927,0.008605753,0.002454853,0.0022813717,0.0021921322,0.0002731686}', '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0061', 'speech', 0.9934812, '{speech,mlops,computer-vision,language,agents,time-series}', '{0.9934812,0.0022910964,0.0015634262,0.0015555073,0.00092809176,0.00018063487}', '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0062', 'agents', 0.93966216, '{agents,speech,computer-vision,time-series,language,mlops}', '{0.93966216,0.021081697,0.016671028,0.012035328,0.010148773,0.0004010376}', '\xae1467318d8928021875f375ae6357d2480063273d70a0c9b796f9b8c703b147', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0063', 'speech', 0.9059642, '{speech,language,computer-vision,mlops,agents,time-series}', '{0.9059642,0.04696531,0.013574357,0.0124247745,0.011488985,0.009582395}', '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0064', 'language', 0.9906209, '{language,computer-vision,agents,speech,mlops,time-series}', '{0.9906209,0.002809933,0.002216749,0.0018766881,0.001793345,0.00068238}', '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0065', 'agents', 0.9911727, '{agents,mlops,computer-vision,speech,time-series,language}', '{0.9911727,0.0031160042,0.001936044,0.0019088039,0.001386604,0.00047988893}', '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0066', 'computer-vision', 0.94383377, '{computer-vision,agents,time-series,mlops,speech,language}', '{0.94383377,0.01790341,0.01500171,0.011395935,0.009581185,0.0022840048}', '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0067', 'computer-vision', 0.99217457, '{computer-vision,speech,language,agents,mlops,time-series}', '{0.99217457,0.003395268,0.0022484884,0.0017463397,0.00027796638,0.00015738347}', '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0068', 'agents', 0.9924837, '{agents,computer-vision,speech,time-series,mlops,language}', '{0.9924837,0.0043357625,0.0021853715,0.00052240177,0.00024625915,0.00022653199}', '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0069', 'language', 0.98870873, '{language,speech,time-series,agents,mlops,computer-vision}', '{0.98870873,0.0057494678,0.0025374999,0.0022902177,0.0004839485,0.0002301449}', '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0070', 'computer-vision', 0.97477776, '{computer-vision,speech,time-series,language,agents,mlops}', '{0.97477776,0.011240725,0.005194698,0.0035650458,0.0034457163,0.0017760287}', '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0071', 'speech', 0.89365435, '{speech,computer-vision,agents,mlops,time-series,language}', '{0.89365435,0.045860004,0.045420423,0.007300146,0.004748057,0.003017001}', '\xc698c9984be94f80ff60ed10f3bbbfa4168f14e7af4a388c67e88ad8f08bc26a', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0072', 'time-series', 0.9934143, '{time-series,language,speech,agents,computer-vision,mlops}', '{0.9934143,0.0023130958,0.0013802535,0.0011813816,0.00086754817,0.0008434129}', '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0073', 'speech', 0.9415568, '{speech,language,time-series,agents,computer-vision,mlops}', '{0.9415568,0.03881169,0.0089770425,0.004894118,0.0037944317,0.0019659256}', '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0074', 'agents', 0.977305, '{agents,speech,language,computer-vision,mlops,time-series}', '{0.977305,0.007689903,0.005331468,0.005086765,0.0031399687,0.0014469103}', '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', 1, '2026-11-27 10:15:48.247522+00', 'scored'),
	(6, 'm0075', 'time-series', 0.99294114, '{time-series,agents,computer-vision,language,speech,mlops}', '{0.99294114,0.0019379635,0.0018003313,0.0017149763,0.0013892974,0.00021627583}', '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', 1, '2026-11-27 10:15:48.270871+00', 'scored'),
	(6, 'm0076', 'computer-vision', 0.9779305, '{computer-vision,agents,language,speech,time-series,mlops}', '{0.9779305,0.010172421,0.0050309235,0.002481257,0.0022279427,0.0021569687}', '\xf3910ad0ca125c011cf4a61a44648de1fa7248df519a3c81cc20b46d39618bef', 1, '2026-11-27 10:15:48.270871+00', 'scored');


--
-- Data for Name: predictions_7; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--

INSERT INTO predawn.predictions_7 VALUES
	(7, 'm0000', 'speech', 0.99750787, '{speech,language,computer-vision,agents,time-series,mlops}', '{0.99750787,0.0010232831,0.00087543216,0.00020035105,0.00019721514,0.00019583569}', '\x73bfe4f9b61e975124df1cb9087f890991d23f4638c0655d932dadbd003d76e9', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0001', 'mlops', 0.99449515, '{mlops,agents,speech,language,computer-vision,time-series}', '{0.99449515,0.0018837719,0.0018543622,0.0015108398,0.00023075157,2.5110057e-05}', '\xd8bfc0c11de897d95926b9eceea122534d8ea5172e35d75be1bc65700186b6fe', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0002', 'language', 0.9840077, '{language,computer-vision,agents,speech,mlops,time-series}', '{0.9840077,0.0042050243,0.004038347,0.003924842,0.0023350185,0.0014890442}', '\x2ffd68effa64fa2d6d54b089a4ed324912472509bd79c38cc21eb0edc6a8c71a', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0003', 'mlops', 0.9934492, '{mlops,agents,computer-vision,speech,time-series,language}', '{0.9934492,0.00200014,0.0017523023,0.001071374,0.0010643995,0.0006625962}', '\x1bca795e6a0262dee4ca2c363e19bba4fbe126288a4c16eadbb01698090bfe5d', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0004', 'computer-vision', 0.9682797, '{computer-vision,mlops,agents,language,time-series,speech}', '{0.9682797,0.007603143,0.006756882,0.0065459926,0.0062423977,0.004571838}', '\x82cbda26046b85d0eb3150f98107c1759d83d10c2097690417b321f7277c590e', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0005', 'speech', 0.9899378, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9899378,0.0035449795,0.0033397637,0.0021785207,0.00090651074,9.2469134e-05}', '\xd3e7c42176db29348974302d60ff9701eae7ce80b3677cd45ed42f1cec519cb9', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0006', 'speech', 0.9658315, '{speech,computer-vision,agents,time-series,mlops,language}', '{0.9658315,0.014751864,0.0074717384,0.0058484203,0.0040440983,0.002052358}', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0007', 'language', 0.993076, '{language,computer-vision,speech,time-series,agents,mlops}', '{0.993076,0.0037221967,0.0010136804,0.000900443,0.0008856285,0.00040204515}', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0008', 'mlops', 0.49100968, '{mlops,agents,speech,computer-vision,language,time-series}', '{0.49100968,0.40809077,0.06946224,0.0163297,0.011429792,0.0036778157}', '\x67f33e65c2e3b207ff05d1d0a0621b5d4afee2efdbbcdd03c462123832790434', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0009', 'speech', 0.98144233, '{speech,agents,language,computer-vision,mlops,time-series}', '{0.98144233,0.012008442,0.0026234298,0.001643498,0.0011922744,0.001090044}', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0010', 'mlops', 0.9879971, '{mlops,agents,computer-vision,time-series,speech,language}', '{0.9879971,0.004725068,0.004155098,0.0018116679,0.0008133451,0.00049772905}', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0011', 'language', 0.9868071, '{language,agents,computer-vision,mlops,time-series,speech}', '{0.9868071,0.0045329523,0.003218746,0.0022919928,0.0019481916,0.0012009806}', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0012', 'agents', 0.97153556, '{agents,speech,computer-vision,time-series,language,mlops}', '{0.97153556,0.011316408,0.007804539,0.004573694,0.0039256816,0.0008441007}', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0013', 'computer-vision', 0.93452215, '{computer-vision,mlops,time-series,language,speech,agents}', '{0.93452215,0.028272085,0.015603396,0.010582776,0.009440085,0.0015794759}', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0014', 'computer-vision', 0.97764254, '{computer-vision,agents,time-series,speech,mlops,language}', '{0.97764254,0.0061995843,0.006193653,0.0045702085,0.00318481,0.002209203}', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0015', 'time-series', 0.99180347, '{time-series,computer-vision,speech,mlops,agents,language}', '{0.99180347,0.00516364,0.0010151259,0.0009545214,0.0007776846,0.00028558692}', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0016', 'speech', 0.9350677, '{speech,computer-vision,language,agents,mlops,time-series}', '{0.9350677,0.04052987,0.010394948,0.0051815165,0.0049488447,0.0038771231}', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0017', 'mlops', 0.40587744, '{mlops,computer-vision,language,speech,agents,time-series}', '{0.40587744,0.23059872,0.21150903,0.11503847,0.032462478,0.0045138663}', '\xa48f5f68cf165fedf09b9af826c831c906febf908da58283ebf3d1caf04baaa2', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0018', 'agents', 0.9697889, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9697889,0.010354643,0.009350517,0.0059490553,0.0025766778,0.0019802146}', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0019', 'language', 0.99400187, '{language,time-series,speech,mlops,agents,computer-vision}', '{0.99400187,0.002533284,0.0016649067,0.0011915606,0.00042504715,0.00018332248}', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0020', 'language', 0.98497427, '{language,mlops,speech,agents,computer-vision,time-series}', '{0.98497427,0.006907519,0.005276818,0.0022276007,0.0003608535,0.0002529328}', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0021', 'speech', 0.8356844, '{speech,language,computer-vision,agents,time-series,mlops}', '{0.8356844,0.069637135,0.03174355,0.024298124,0.023080317,0.015556466}', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0022', 'mlops', 0.9915554, '{mlops,language,agents,speech,computer-vision,time-series}', '{0.9915554,0.002088371,0.0017019085,0.0016931822,0.0015683139,0.0013928341}', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0023', 'computer-vision', 0.9908669, '{computer-vision,time-series,speech,language,mlops,agents}', '{0.9908669,0.0034079487,0.0025281822,0.0015416425,0.0009412973,0.0007140113}', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0024', 'language', 0.9948971, '{language,computer-vision,time-series,agents,mlops,speech}', '{0.9948971,0.0027663545,0.0015351826,0.00042344086,0.00023291512,0.00014495432}', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 1, '2026-11-27 10:15:48.825811+00', 'scored'),
	(7, 'm0025', 'mlops', 0.9688549, '{mlops,language,computer-vision,agents,speech,time-series}', '{0.9688549,0.009282184,0.008226714,0.0068898196,0.0050898124,0.0016565954}', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0026', 'mlops', 0.85992557, '{mlops,speech,time-series,computer-vision,agents,language}', '{0.85992557,0.08883681,0.02887858,0.013686689,0.0060746972,0.0025976764}', '\x43bcf73ab7faf867882c46b6ecc5683a8b8ef1092a12c5543f5d55c1e96558eb', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0027', 'agents', 0.97915727, '{agents,mlops,speech,computer-vision,language,time-series}', '{0.97915727,0.006210453,0.0050358768,0.0046178484,0.0038175688,0.0011609758}', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0028', 'agents', 0.9923341, '{agents,computer-vision,speech,time-series,language,mlops}', '{0.9923341,0.0053632427,0.0011971851,0.0004327573,0.00037642513,0.00029628337}', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0029', 'language', 0.9762571, '{language,speech,time-series,agents,computer-vision,mlops}', '{0.9762571,0.00894359,0.0072268285,0.00541124,0.0013621477,0.00079912023}', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0030', 'language', 0.9774541, '{language,agents,computer-vision,speech,mlops,time-series}', '{0.9774541,0.009698515,0.006294501,0.0042810235,0.0013732777,0.0008985412}', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0031', 'computer-vision', 0.8969318, '{computer-vision,mlops,speech,time-series,agents,language}', '{0.8969318,0.026327787,0.021300599,0.021235272,0.01769085,0.01651366}', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0032', 'agents', 0.9581091, '{agents,mlops,language,time-series,computer-vision,speech}', '{0.9581091,0.022118367,0.008685659,0.0085166795,0.0018876534,0.0006825833}', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0033', 'computer-vision', 0.9663128, '{computer-vision,speech,language,time-series,agents,mlops}', '{0.9663128,0.024540272,0.006649691,0.0013209422,0.0009524441,0.00022382555}', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0034', 'time-series', 0.9941681, '{time-series,language,computer-vision,agents,speech,mlops}', '{0.9941681,0.0016900162,0.0015324919,0.0012495448,0.0010925848,0.00026728012}', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0035', 'computer-vision', 0.41898346, '{computer-vision,speech,time-series,agents,mlops,language}', '{0.41898346,0.34086925,0.18612961,0.037587743,0.009178373,0.0072515514}', '\x3f3722238f9cf7ca0ff8cdbad55d9b6792e781d457facaa764d1164b01eb92bd', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0036', 'agents', 0.9921424, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9921424,0.0038050634,0.0022188467,0.0013131078,0.00035682085,0.00016375698}', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0037', 'mlops', 0.9876248, '{mlops,computer-vision,agents,speech,language,time-series}', '{0.9876248,0.0047994102,0.004459247,0.0019308479,0.00082145643,0.00036419366}', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0038', 'language', 0.993877, '{language,speech,computer-vision,time-series,mlops,agents}', '{0.993877,0.003348652,0.0012690761,0.0011567201,0.00021048986,0.00013805133}', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0039', 'computer-vision', 0.9763399, '{computer-vision,language,speech,mlops,time-series,agents}', '{0.9763399,0.017557822,0.003374858,0.0023093792,0.00033939185,7.866151e-05}', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0040', 'language', 0.99495006, '{language,mlops,speech,time-series,agents,computer-vision}', '{0.99495006,0.0012751262,0.0011516914,0.0011127522,0.00097508996,0.0005352836}', '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0041', 'language', 0.98928744, '{language,computer-vision,speech,time-series,agents,mlops}', '{0.98928744,0.004129084,0.0029910633,0.0019264797,0.0012358173,0.00043011946}', '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0042', 'agents', 0.99142426, '{agents,mlops,time-series,language,speech,computer-vision}', '{0.99142426,0.0029607646,0.001994396,0.0016688008,0.0015633756,0.0003883743}', '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0043', 'computer-vision', 0.9961734, '{computer-vision,speech,language,mlops,time-series,agents}', '{0.9961734,0.0022068508,0.00091695983,0.00027858192,0.0002455111,0.00017871433}', '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0044', 'speech', 0.47540912, '{speech,time-series,computer-vision,agents,language,mlops}', '{0.47540912,0.33061722,0.1220076,0.039527237,0.027091868,0.0053469413}', '\xbf2adf599bc4bc621593879d61693be72ecbb00d78bb5a9700709c98d25c2ff4', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0045', 'speech', 0.9772963, '{speech,language,mlops,computer-vision,agents,time-series}', '{0.9772963,0.007990121,0.007251753,0.0033916105,0.002447597,0.0016226384}', '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0046', 'speech', 0.9614584, '{speech,agents,language,computer-vision,time-series,mlops}', '{0.9614584,0.01290635,0.010566323,0.009413993,0.0054889056,0.00016602805}', '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0047', 'mlops', 0.9913776, '{mlops,computer-vision,time-series,agents,speech,language}', '{0.9913776,0.003436549,0.0020300506,0.0012875077,0.0009345682,0.00093374297}', '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0048', 'agents', 0.9841356, '{agents,time-series,language,speech,mlops,computer-vision}', '{0.9841356,0.005949256,0.0031407,0.0028666523,0.0022649867,0.0016427708}', '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0049', 'speech', 0.99154705, '{speech,computer-vision,mlops,agents,time-series,language}', '{0.99154705,0.0040543615,0.001819373,0.0016259244,0.000502367,0.00045092386}', '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', 1, '2026-11-27 10:15:48.849962+00', 'scored'),
	(7, 'm0050', 'agents', 0.9610762, '{agents,language,speech,mlops,computer-vision,time-series}', '{0.9610762,0.014288912,0.013221688,0.0073081767,0.0032358794,0.00086913764}', '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0051', 'language', 0.98287565, '{language,speech,mlops,agents,computer-vision,time-series}', '{0.98287565,0.0052573127,0.0038430754,0.0036987113,0.0029084017,0.0014168536}', '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0052', 'speech', 0.99305975, '{speech,agents,language,computer-vision,mlops,time-series}', '{0.99305975,0.0023115799,0.0020930914,0.0012145621,0.0010171406,0.00030384472}', '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0053', 'language', 0.8638948, '{language,agents,speech,time-series,computer-vision,mlops}', '{0.8638948,0.074616045,0.029272236,0.013587304,0.010877659,0.007751931}', '\x35aa6692646a61352bd11708e1651e99533b0552883d3070d688a9987b043c95', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0054', 'speech', 0.9930235, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9930235,0.0024627934,0.0018698148,0.0016210997,0.00069762534,0.0003251418}', '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0055', 'speech', 0.98544353, '{speech,agents,time-series,computer-vision,language,mlops}', '{0.98544353,0.0045635966,0.0038319442,0.0034758903,0.0025062426,0.00017877923}', '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0056', 'computer-vision', 0.990416, '{computer-vision,agents,mlops,language,speech,time-series}', '{0.990416,0.0038116158,0.0030957914,0.0017552762,0.00064973196,0.0002715675}', '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0057', 'mlops', 0.98579264, '{mlops,agents,language,computer-vision,speech,time-series}', '{0.98579264,0.00619307,0.0034500882,0.0032098389,0.000747933,0.00060644}', '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0058', 'computer-vision', 0.97299504, '{computer-vision,agents,speech,mlops,time-series,language}', '{0.97299504,0.013966496,0.0055726795,0.0042300466,0.0021425267,0.0010932278}', '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0059', 'computer-vision', 0.9905924, '{computer-vision,mlops,language,speech,agents,time-series}', '{0.9905924,0.0039649177,0.0016584462,0.0015397823,0.0014865643,0.00075787614}', '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0060', 'mlops', 0.9841927, '{mlops,speech,language,computer-vision,agents,time-series}', '{0.9841927,0.008605753,0.002454853,0.0022813717,0.0021921322,0.0002731686}', '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0061', 'speech', 0.9934812, '{speech,mlops,computer-vision,language,agents,time-series}', '{0.9934812,0.0022910964,0.0015634262,0.0015555073,0.00092809176,0.00018063487}', '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0062', 'agents', 0.93966216, '{agents,speech,computer-vision,time-series,language,mlops}', '{0.93966216,0.021081697,0.016671028,0.012035328,0.010148773,0.0004010376}', '\xae1467318d8928021875f375ae6357d2480063273d70a0c9b796f9b8c703b147', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0063', 'speech', 0.9059642, '{speech,language,computer-vision,mlops,agents,time-series}', '{0.9059642,0.04696531,0.013574357,0.0124247745,0.011488985,0.009582395}', '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0064', 'language', 0.9906209, '{language,computer-vision,agents,speech,mlops,time-series}', '{0.9906209,0.002809933,0.002216749,0.0018766881,0.001793345,0.00068238}', '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0065', 'agents', 0.9911727, '{agents,mlops,computer-vision,speech,time-series,language}', '{0.9911727,0.0031160042,0.001936044,0.0019088039,0.001386604,0.00047988893}', '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0066', 'computer-vision', 0.94383377, '{computer-vision,agents,time-series,mlops,speech,language}', '{0.94383377,0.01790341,0.01500171,0.011395935,0.009581185,0.0022840048}', '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0067', 'computer-vision', 0.99217457, '{computer-vision,speech,language,agents,mlops,time-series}', '{0.99217457,0.003395268,0.0022484884,0.0017463397,0.00027796638,0.00015738347}', '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0068', 'agents', 0.9924837, '{agents,computer-vision,speech,time-series,mlops,language}', '{0.9924837,0.0043357625,0.0021853715,0.00052240177,0.00024625915,0.00022653199}', '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0069', 'language', 0.98870873, '{language,speech,time-series,agents,mlops,computer-vision}', '{0.98870873,0.0057494678,0.0025374999,0.0022902177,0.0004839485,0.0002301449}', '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0070', 'computer-vision', 0.97477776, '{computer-vision,speech,time-series,language,agents,mlops}', '{0.97477776,0.011240725,0.005194698,0.0035650458,0.0034457163,0.0017760287}', '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0071', 'speech', 0.89365435, '{speech,computer-vision,agents,mlops,time-series,language}', '{0.89365435,0.045860004,0.045420423,0.007300146,0.004748057,0.003017001}', '\xc698c9984be94f80ff60ed10f3bbbfa4168f14e7af4a388c67e88ad8f08bc26a', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0072', 'time-series', 0.9934143, '{time-series,language,speech,agents,computer-vision,mlops}', '{0.9934143,0.0023130958,0.0013802535,0.0011813816,0.00086754817,0.0008434129}', '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0073', 'speech', 0.9415568, '{speech,language,time-series,agents,computer-vision,mlops}', '{0.9415568,0.03881169,0.0089770425,0.004894118,0.0037944317,0.0019659256}', '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0074', 'agents', 0.977305, '{agents,speech,language,computer-vision,mlops,time-series}', '{0.977305,0.007689903,0.005331468,0.005086765,0.0031399687,0.0014469103}', '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', 1, '2026-11-27 10:15:48.866792+00', 'scored'),
	(7, 'm0075', 'time-series', 0.99294114, '{time-series,agents,computer-vision,language,speech,mlops}', '{0.99294114,0.0019379635,0.0018003313,0.0017149763,0.0013892974,0.00021627583}', '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', 1, '2026-11-27 10:15:48.878808+00', 'scored'),
	(7, 'm0076', 'computer-vision', 0.9779305, '{computer-vision,agents,language,speech,time-series,mlops}', '{0.9779305,0.010172421,0.0050309235,0.002481257,0.0022279427,0.0021569687}', '\xf3910ad0ca125c011cf4a61a44648de1fa7248df519a3c81cc20b46d39618bef', 1, '2026-11-27 10:15:48.878808+00', 'scored');


--
-- Data for Name: predictions_8; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--

INSERT INTO predawn.predictions_8 VALUES
	(8, 'm0000', 'speech', 0.99750787, '{speech,language,computer-vision,agents,time-series,mlops}', '{0.99750787,0.0010232831,0.00087543216,0.00020035105,0.00019721514,0.00019583569}', '\x73bfe4f9b61e975124df1cb9087f890991d23f4638c0655d932dadbd003d76e9', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0001', 'mlops', 0.99449515, '{mlops,agents,speech,language,computer-vision,time-series}', '{0.99449515,0.0018837719,0.0018543622,0.0015108398,0.00023075157,2.5110057e-05}', '\xd8bfc0c11de897d95926b9eceea122534d8ea5172e35d75be1bc65700186b6fe', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0002', 'language', 0.9840077, '{language,computer-vision,agents,speech,mlops,time-series}', '{0.9840077,0.0042050243,0.004038347,0.003924842,0.0023350185,0.0014890442}', '\x2ffd68effa64fa2d6d54b089a4ed324912472509bd79c38cc21eb0edc6a8c71a', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0003', 'mlops', 0.9934492, '{mlops,agents,computer-vision,speech,time-series,language}', '{0.9934492,0.00200014,0.0017523023,0.001071374,0.0010643995,0.0006625962}', '\x1bca795e6a0262dee4ca2c363e19bba4fbe126288a4c16eadbb01698090bfe5d', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0004', 'computer-vision', 0.9682797, '{computer-vision,mlops,agents,language,time-series,speech}', '{0.9682797,0.007603143,0.006756882,0.0065459926,0.0062423977,0.004571838}', '\x82cbda26046b85d0eb3150f98107c1759d83d10c2097690417b321f7277c590e', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0005', 'speech', 0.9899378, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9899378,0.0035449795,0.0033397637,0.0021785207,0.00090651074,9.2469134e-05}', '\xd3e7c42176db29348974302d60ff9701eae7ce80b3677cd45ed42f1cec519cb9', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0006', 'speech', 0.9658315, '{speech,computer-vision,agents,time-series,mlops,language}', '{0.9658315,0.014751864,0.0074717384,0.0058484203,0.0040440983,0.002052358}', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0007', 'language', 0.993076, '{language,computer-vision,speech,time-series,agents,mlops}', '{0.993076,0.0037221967,0.0010136804,0.000900443,0.0008856285,0.00040204515}', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0008', 'mlops', 0.49100968, '{mlops,agents,speech,computer-vision,language,time-series}', '{0.49100968,0.40809077,0.06946224,0.0163297,0.011429792,0.0036778157}', '\x67f33e65c2e3b207ff05d1d0a0621b5d4afee2efdbbcdd03c462123832790434', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0009', 'speech', 0.98144233, '{speech,agents,language,computer-vision,mlops,time-series}', '{0.98144233,0.012008442,0.0026234298,0.001643498,0.0011922744,0.001090044}', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0010', 'mlops', 0.9879971, '{mlops,agents,computer-vision,time-series,speech,language}', '{0.9879971,0.004725068,0.004155098,0.0018116679,0.0008133451,0.00049772905}', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0011', 'language', 0.9868071, '{language,agents,computer-vision,mlops,time-series,speech}', '{0.9868071,0.0045329523,0.003218746,0.0022919928,0.0019481916,0.0012009806}', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0012', 'agents', 0.97153556, '{agents,speech,computer-vision,time-series,language,mlops}', '{0.97153556,0.011316408,0.007804539,0.004573694,0.0039256816,0.0008441007}', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0013', 'computer-vision', 0.93452215, '{computer-vision,mlops,time-series,language,speech,agents}', '{0.93452215,0.028272085,0.015603396,0.010582776,0.009440085,0.0015794759}', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0014', 'computer-vision', 0.97764254, '{computer-vision,agents,time-series,speech,mlops,language}', '{0.97764254,0.0061995843,0.006193653,0.0045702085,0.00318481,0.002209203}', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0015', 'time-series', 0.99180347, '{time-series,computer-vision,speech,mlops,agents,language}', '{0.99180347,0.00516364,0.0010151259,0.0009545214,0.0007776846,0.00028558692}', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0016', 'speech', 0.9350677, '{speech,computer-vision,language,agents,mlops,time-series}', '{0.9350677,0.04052987,0.010394948,0.0051815165,0.0049488447,0.0038771231}', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0017', 'mlops', 0.40587744, '{mlops,computer-vision,language,speech,agents,time-series}', '{0.40587744,0.23059872,0.21150903,0.11503847,0.032462478,0.0045138663}', '\xa48f5f68cf165fedf09b9af826c831c906febf908da58283ebf3d1caf04baaa2', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0018', 'agents', 0.9697889, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9697889,0.010354643,0.009350517,0.0059490553,0.0025766778,0.0019802146}', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0019', 'language', 0.99400187, '{language,time-series,speech,mlops,agents,computer-vision}', '{0.99400187,0.002533284,0.0016649067,0.0011915606,0.00042504715,0.00018332248}', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0020', 'language', 0.98497427, '{language,mlops,speech,agents,computer-vision,time-series}', '{0.98497427,0.006907519,0.005276818,0.0022276007,0.0003608535,0.0002529328}', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0021', 'speech', 0.8356844, '{speech,language,computer-vision,agents,time-series,mlops}', '{0.8356844,0.069637135,0.03174355,0.024298124,0.023080317,0.015556466}', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0022', 'mlops', 0.9915554, '{mlops,language,agents,speech,computer-vision,time-series}', '{0.9915554,0.002088371,0.0017019085,0.0016931822,0.0015683139,0.0013928341}', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0023', 'computer-vision', 0.9908669, '{computer-vision,time-series,speech,language,mlops,agents}', '{0.9908669,0.0034079487,0.0025281822,0.0015416425,0.0009412973,0.0007140113}', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0024', 'language', 0.9948971, '{language,computer-vision,time-series,agents,mlops,speech}', '{0.9948971,0.0027663545,0.0015351826,0.00042344086,0.00023291512,0.00014495432}', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 1, '2026-11-27 10:15:49.510864+00', 'scored'),
	(8, 'm0025', 'mlops', 0.9688549, '{mlops,language,computer-vision,agents,speech,time-series}', '{0.9688549,0.009282184,0.008226714,0.0068898196,0.0050898124,0.0016565954}', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0026', 'mlops', 0.85992557, '{mlops,speech,time-series,computer-vision,agents,language}', '{0.85992557,0.08883681,0.02887858,0.013686689,0.0060746972,0.0025976764}', '\x43bcf73ab7faf867882c46b6ecc5683a8b8ef1092a12c5543f5d55c1e96558eb', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0027', 'agents', 0.97915727, '{agents,mlops,speech,computer-vision,language,time-series}', '{0.97915727,0.006210453,0.0050358768,0.0046178484,0.0038175688,0.0011609758}', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0028', 'agents', 0.9923341, '{agents,computer-vision,speech,time-series,language,mlops}', '{0.9923341,0.0053632427,0.0011971851,0.0004327573,0.00037642513,0.00029628337}', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0029', 'language', 0.9762571, '{language,speech,time-series,agents,computer-vision,mlops}', '{0.9762571,0.00894359,0.0072268285,0.00541124,0.0013621477,0.00079912023}', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0030', 'language', 0.9774541, '{language,agents,computer-vision,speech,mlops,time-series}', '{0.9774541,0.009698515,0.006294501,0.0042810235,0.0013732777,0.0008985412}', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0031', 'computer-vision', 0.8969318, '{computer-vision,mlops,speech,time-series,agents,language}', '{0.8969318,0.026327787,0.021300599,0.021235272,0.01769085,0.01651366}', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0032', 'agents', 0.9581091, '{agents,mlops,language,time-series,computer-vision,speech}', '{0.9581091,0.022118367,0.008685659,0.0085166795,0.0018876534,0.0006825833}', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0033', 'computer-vision', 0.9663128, '{computer-vision,speech,language,time-series,agents,mlops}', '{0.9663128,0.024540272,0.006649691,0.0013209422,0.0009524441,0.00022382555}', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0034', 'time-series', 0.9941681, '{time-series,language,computer-vision,agents,speech,mlops}', '{0.9941681,0.0016900162,0.0015324919,0.0012495448,0.0010925848,0.00026728012}', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0035', 'computer-vision', 0.41898346, '{computer-vision,speech,time-series,agents,mlops,language}', '{0.41898346,0.34086925,0.18612961,0.037587743,0.009178373,0.0072515514}', '\x3f3722238f9cf7ca0ff8cdbad55d9b6792e781d457facaa764d1164b01eb92bd', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0036', 'agents', 0.9921424, '{agents,speech,mlops,computer-vision,time-series,language}', '{0.9921424,0.0038050634,0.0022188467,0.0013131078,0.00035682085,0.00016375698}', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0037', 'mlops', 0.9876248, '{mlops,computer-vision,agents,speech,language,time-series}', '{0.9876248,0.0047994102,0.004459247,0.0019308479,0.00082145643,0.00036419366}', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0038', 'language', 0.993877, '{language,speech,computer-vision,time-series,mlops,agents}', '{0.993877,0.003348652,0.0012690761,0.0011567201,0.00021048986,0.00013805133}', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0039', 'computer-vision', 0.9763399, '{computer-vision,language,speech,mlops,time-series,agents}', '{0.9763399,0.017557822,0.003374858,0.0023093792,0.00033939185,7.866151e-05}', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0040', 'language', 0.99495006, '{language,mlops,speech,time-series,agents,computer-vision}', '{0.99495006,0.0012751262,0.0011516914,0.0011127522,0.00097508996,0.0005352836}', '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0041', 'language', 0.98928744, '{language,computer-vision,speech,time-series,agents,mlops}', '{0.98928744,0.004129084,0.0029910633,0.0019264797,0.0012358173,0.00043011946}', '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0042', 'agents', 0.99142426, '{agents,mlops,time-series,language,speech,computer-vision}', '{0.99142426,0.0029607646,0.001994396,0.0016688008,0.0015633756,0.0003883743}', '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0043', 'computer-vision', 0.9961734, '{computer-vision,speech,language,mlops,time-series,agents}', '{0.9961734,0.0022068508,0.00091695983,0.00027858192,0.0002455111,0.00017871433}', '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0044', 'speech', 0.47540912, '{speech,time-series,computer-vision,agents,language,mlops}', '{0.47540912,0.33061722,0.1220076,0.039527237,0.027091868,0.0053469413}', '\xbf2adf599bc4bc621593879d61693be72ecbb00d78bb5a9700709c98d25c2ff4', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0045', 'speech', 0.9772963, '{speech,language,mlops,computer-vision,agents,time-series}', '{0.9772963,0.007990121,0.007251753,0.0033916105,0.002447597,0.0016226384}', '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0046', 'speech', 0.9614584, '{speech,agents,language,computer-vision,time-series,mlops}', '{0.9614584,0.01290635,0.010566323,0.009413993,0.0054889056,0.00016602805}', '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0047', 'mlops', 0.9913776, '{mlops,computer-vision,time-series,agents,speech,language}', '{0.9913776,0.003436549,0.0020300506,0.0012875077,0.0009345682,0.00093374297}', '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0048', 'agents', 0.9841356, '{agents,time-series,language,speech,mlops,computer-vision}', '{0.9841356,0.005949256,0.0031407,0.0028666523,0.0022649867,0.0016427708}', '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0049', 'speech', 0.99154705, '{speech,computer-vision,mlops,agents,time-series,language}', '{0.99154705,0.0040543615,0.001819373,0.0016259244,0.000502367,0.00045092386}', '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', 1, '2026-11-27 10:15:49.543853+00', 'scored'),
	(8, 'm0050', 'agents', 0.9610762, '{agents,language,speech,mlops,computer-vision,time-series}', '{0.9610762,0.014288912,0.013221688,0.0073081767,0.0032358794,0.00086913764}', '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0051', 'language', 0.98287565, '{language,speech,mlops,agents,computer-vision,time-series}', '{0.98287565,0.0052573127,0.0038430754,0.0036987113,0.0029084017,0.0014168536}', '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0052', 'speech', 0.99305975, '{speech,agents,language,computer-vision,mlops,time-series}', '{0.99305975,0.0023115799,0.0020930914,0.0012145621,0.0010171406,0.00030384472}', '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0053', 'language', 0.8638948, '{language,agents,speech,time-series,computer-vision,mlops}', '{0.8638948,0.074616045,0.029272236,0.013587304,0.010877659,0.007751931}', '\x35aa6692646a61352bd11708e1651e99533b0552883d3070d688a9987b043c95', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0054', 'speech', 0.9930235, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.9930235,0.0024627934,0.0018698148,0.0016210997,0.00069762534,0.0003251418}', '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0055', 'speech', 0.98544353, '{speech,agents,time-series,computer-vision,language,mlops}', '{0.98544353,0.0045635966,0.0038319442,0.0034758903,0.0025062426,0.00017877923}', '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0056', 'computer-vision', 0.990416, '{computer-vision,agents,mlops,language,speech,time-series}', '{0.990416,0.0038116158,0.0030957914,0.0017552762,0.00064973196,0.0002715675}', '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0057', 'mlops', 0.98579264, '{mlops,agents,language,computer-vision,speech,time-series}', '{0.98579264,0.00619307,0.0034500882,0.0032098389,0.000747933,0.00060644}', '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0058', 'computer-vision', 0.97299504, '{computer-vision,agents,speech,mlops,time-series,language}', '{0.97299504,0.013966496,0.0055726795,0.0042300466,0.0021425267,0.0010932278}', '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0059', 'computer-vision', 0.9905924, '{computer-vision,mlops,language,speech,agents,time-series}', '{0.9905924,0.0039649177,0.0016584462,0.0015397823,0.0014865643,0.00075787614}', '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0060', 'mlops', 0.9841927, '{mlops,speech,language,computer-vision,agents,time-series}', '{0.9841927,0.008605753,0.002454853,0.0022813717,0.0021921322,0.0002731686}', '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0061', 'speech', 0.9934812, '{speech,mlops,computer-vision,language,agents,time-series}', '{0.9934812,0.0022910964,0.0015634262,0.0015555073,0.00092809176,0.00018063487}', '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0062', 'agents', 0.93966216, '{agents,speech,computer-vision,time-series,language,mlops}', '{0.93966216,0.021081697,0.016671028,0.012035328,0.010148773,0.0004010376}', '\xae1467318d8928021875f375ae6357d2480063273d70a0c9b796f9b8c703b147', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0063', 'speech', 0.9059642, '{speech,language,computer-vision,mlops,agents,time-series}', '{0.9059642,0.04696531,0.013574357,0.0124247745,0.011488985,0.009582395}', '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0064', 'language', 0.9906209, '{language,computer-vision,agents,speech,mlops,time-series}', '{0.9906209,0.002809933,0.002216749,0.0018766881,0.001793345,0.00068238}', '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0065', 'agents', 0.9911727, '{agents,mlops,computer-vision,speech,time-series,language}', '{0.9911727,0.0031160042,0.001936044,0.0019088039,0.001386604,0.00047988893}', '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0066', 'computer-vision', 0.94383377, '{computer-vision,agents,time-series,mlops,speech,language}', '{0.94383377,0.01790341,0.01500171,0.011395935,0.009581185,0.0022840048}', '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0067', 'computer-vision', 0.99217457, '{computer-vision,speech,language,agents,mlops,time-series}', '{0.99217457,0.003395268,0.0022484884,0.0017463397,0.00027796638,0.00015738347}', '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0068', 'agents', 0.9924837, '{agents,computer-vision,speech,time-series,mlops,language}', '{0.9924837,0.0043357625,0.0021853715,0.00052240177,0.00024625915,0.00022653199}', '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0069', 'language', 0.98870873, '{language,speech,time-series,agents,mlops,computer-vision}', '{0.98870873,0.0057494678,0.0025374999,0.0022902177,0.0004839485,0.0002301449}', '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0070', 'computer-vision', 0.97477776, '{computer-vision,speech,time-series,language,agents,mlops}', '{0.97477776,0.011240725,0.005194698,0.0035650458,0.0034457163,0.0017760287}', '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0071', 'speech', 0.89365435, '{speech,computer-vision,agents,mlops,time-series,language}', '{0.89365435,0.045860004,0.045420423,0.007300146,0.004748057,0.003017001}', '\xc698c9984be94f80ff60ed10f3bbbfa4168f14e7af4a388c67e88ad8f08bc26a', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0072', 'time-series', 0.9934143, '{time-series,language,speech,agents,computer-vision,mlops}', '{0.9934143,0.0023130958,0.0013802535,0.0011813816,0.00086754817,0.0008434129}', '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0073', 'speech', 0.9415568, '{speech,language,time-series,agents,computer-vision,mlops}', '{0.9415568,0.03881169,0.0089770425,0.004894118,0.0037944317,0.0019659256}', '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0074', 'agents', 0.977305, '{agents,speech,language,computer-vision,mlops,time-series}', '{0.977305,0.007689903,0.005331468,0.005086765,0.0031399687,0.0014469103}', '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', 1, '2026-11-27 10:15:49.554527+00', 'scored'),
	(8, 'm0075', 'time-series', 0.99294114, '{time-series,agents,computer-vision,language,speech,mlops}', '{0.99294114,0.0019379635,0.0018003313,0.0017149763,0.0013892974,0.00021627583}', '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', 1, '2026-11-27 10:15:49.569344+00', 'scored'),
	(8, 'm0076', 'computer-vision', 0.9779305, '{computer-vision,agents,language,speech,time-series,mlops}', '{0.9779305,0.010172421,0.0050309235,0.002481257,0.0022279427,0.0021569687}', '\xf3910ad0ca125c011cf4a61a44648de1fa7248df519a3c81cc20b46d39618bef', 1, '2026-11-27 10:15:49.569344+00', 'scored');


--
-- Data for Name: predictions_9; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--

INSERT INTO predawn.predictions_9 VALUES
	(9, 'm0076', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(9, 'm0004', 'computer-vision', 0.96756595, '{computer-vision,mlops,agents,language,time-series,speech}', '{0.96756595,0.00800903,0.0068386076,0.0067981463,0.0062472248,0.004541014}', '\x234fd39ae4eca1625e7ddeaa98125b9d4f856a713d5d35fafee1e670171bdc3a', 1, '2026-11-27 10:15:50.530063+00', 'scored'),
	(9, 'm0005', 'speech', 0.989346, '{speech,computer-vision,mlops,agents,language,time-series}', '{0.989346,0.0037062655,0.0036293718,0.0022508213,0.0009716282,9.58565e-05}', '\xc2b252b4cdd85278bcd2b2246253b330cb214a7f641a650554dbdbaa64f68a00', 1, '2026-11-27 10:15:50.530063+00', 'scored');


--
-- Data for Name: projects; Type: TABLE DATA; Schema: predawn; Owner: predawn_batch
--

INSERT INTO predawn.projects VALUES
	('m0006', 'pixel learning on for', 'of recording voice sensor and segmentation learning forecast n6', NULL, NULL, '{speech,computer-vision}', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0007', 'new translation translation agent', 'simple sentence corpus planner of for a on n7', NULL, NULL, '{language,agents}', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0008', 'agent simple model guide', 'environment guide guide action guide action n8', NULL, NULL, '{agents}', '\x67f33e65c2e3b207ff05d1d0a0621b5d4afee2efdbbcdd03c462123832790434', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0076', 'planner learning of for', 'image action policy agent new new pixel and n76', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\xf3910ad0ca125c011cf4a61a44648de1fa7248df519a3c81cc20b46d39618bef', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:49.995641+00', 3),
	('m0040', 'for of project monitor', 'corpus Übersetzung simple a with pipeline n40', '2026-01-01 03:00:00+00', 'language', NULL, '\x00e5999c6b76e5224277b9c6437aa7d60e51edb793e4e5601be8d7a04fb20c36', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0041', 'and grammar simple the', 'video project and for corpus image n41', '2026-01-01 03:00:00+00', 'language', NULL, '\x5c333041c3d07162380e66139a38fd05b3c2350efd573b62ac5ab6bca9189f30', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0042', 'new action action monitor', 'pipeline a project and model for n42', '2026-01-01 03:00:00+00', 'agents', NULL, '\xd4bbdbb84d2701834968d8d461629ea1b5c8e5d176296d5b2b2cb79d7b137a5f', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0077', 'fast project model rollback', 'phoneme for rollback guide for speaker translation translation n77', '2026-01-01 03:00:00+00', 'language', NULL, '\x24d96ecfddafa63e43ba56d0b6662c5e621b92d7839d8248b5944d3eb8f5bbf0', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:40.457731+00', 2),
	('m0078', 'and learning model planner', 'action and new translation Übersetzung data release rollback n78', '2026-01-01 03:00:00+00', 'agents', NULL, '\xd0db20063998f19bf328839a1b6bccc175009c859d4ac5f9b137e536d51c3a72', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:40.457731+00', 2),
	('m0079', 'token learning learning video', 'recording звук of project data segmentation Übersetzung guide n79', '2026-01-01 03:00:00+00', 'language', NULL, '\x6fa15952dc158e8a06a49a0d93fc36967416d59dfc3baa4a335e4d97bd0b38f4', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:40.457731+00', 2),
	('m0009', 'data action pipeline policy', 'recording monitor simple guide policy learning of planner звук learning n9', NULL, NULL, '{speech,mlops,agents}', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0010', 'pipeline a model a', 'new agent new release new environment n10', NULL, NULL, '{mlops}', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0011', 'fast the token data', 'policy of environment and and translation n11', NULL, NULL, '{language}', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0012', 'and segmentation data planner', 'camera detection video on project guide with planner n12', NULL, NULL, '{agents,computer-vision}', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0013', 'the project forecast deploy', 'learning learning learning forecast segmentation image pipeline model n13', NULL, NULL, '{computer-vision,time-series}', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0014', 'interval data video on', 'environment season detection phoneme on new the project phoneme policy n14', NULL, NULL, '{computer-vision,agents,time-series}', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0015', 'project segmentation lag new', 'data interval monitor release image learning of simple n15', NULL, NULL, '{time-series,mlops}', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0016', 'camera model fast guide', 'with a segmentation phoneme simple voice n16', NULL, NULL, '{speech}', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0017', 'guide звук for with', 'segmentation learning speaker on model image n17', NULL, NULL, '{computer-vision}', '\xa48f5f68cf165fedf09b9af826c831c906febf908da58283ebf3d1caf04baaa2', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0018', 'the guide registry new', 'policy deploy data for policy the n18', NULL, NULL, '{agents}', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0019', 'model simple lag Übersetzung', 'audio and token model phoneme fast trend of n19', NULL, NULL, '{language,time-series}', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0020', 'and pipeline guide with', 'translation image segmentation corpus phoneme speaker a registry with new n20', NULL, NULL, '{language,computer-vision,mlops}', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0021', 'speaker learning project the', 'and speaker model segmentation fast detection n21', NULL, NULL, '{speech}', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0022', 'pipeline for new guide', 'rollback new model model rollback rollback n22', NULL, NULL, '{mlops}', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0023', 'звук звук of new', 'fast pixel the for the segmentation n23', NULL, NULL, '{computer-vision}', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0024', 'with forecast speaker project', 'a Übersetzung the corpus audio project interval of n24', NULL, NULL, '{language,time-series}', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0025', 'learning a with token', 'trend registry release lag model translation on on n25', NULL, NULL, '{mlops,time-series}', '\x0bdbae18db9460dc2423ca48d7c24c45982a3225d95a23bfae0e1fae2b4406c0', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0026', 'audio model a lag', 'recording a on on detection on lag image deploy monitor n26', NULL, NULL, '{computer-vision,time-series,speech}', '\x43bcf73ab7faf867882c46b6ecc5683a8b8ef1092a12c5543f5d55c1e96558eb', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0027', 'a voice speaker release', 'rollback and simple for environment new project agent n27', NULL, NULL, '{agents,speech}', '\x3a579a86c14ea8558440e8817daf7d3ff680e331ebba17ca198fdff5693dc7d2', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0028', 'monitor and reward video', 'fast fast and data action and pixel monitor n28', NULL, NULL, '{agents,computer-vision}', '\x72bb9d60f5c44fce8a0341f4b774e46eb0fed43fc7bfb64f7be87796e35dcdeb', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0029', 'a camera and speaker', 'corpus model trend segmentation sensor model new of translation recording n29', NULL, NULL, '{language,computer-vision,time-series}', '\x3e2c5ad7f89c03bba917ebf8714c4dc4acdb925cbeeaf40d4b7b58f6837c6401', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0030', 'of learning action with', 'phoneme model project project voice agent translation token n30', NULL, NULL, '{language,agents}', '\x02bdc98edbd1c31028b976f4f30107eb8918098982bc75e494b44213a2cfb9f7', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0031', 'with release detection guide', 'registry fast data interval image translation fast learning token forecast n31', NULL, NULL, '{computer-vision,mlops,time-series}', '\xe1824a6093840bc22ab577e29d6a52927b889dfcadc27d0d850a73f3379be1af', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0032', 'environment trend the with', 'learning a new with monitor sentence monitor token agent sensor n32', NULL, NULL, '{agents,mlops,language}', '\x49c64bf3336405cc09699ef878ba1c5c0ed8ba74c76f2ece6bdea0a37d47214f', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0033', 'звук project camera model', 'voice new speaker the phoneme video of for n33', NULL, NULL, '{computer-vision,speech}', '\xb759c5dfe96a9ff36ea585a72ec7dd5729d4a05628af7f3ee8bc17005585de2d', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0034', 'sensor model the forecast', 'project monitor project data pipeline of n34', NULL, NULL, '{time-series}', '\x68e8992eb153f3efb6043bdf69b91739ac1d4cdd26e82b746bace371396b9a31', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0035', 'new release audio data', 'a policy release policy of with audio simple n35', NULL, NULL, '{agents,mlops}', '\x3f3722238f9cf7ca0ff8cdbad55d9b6792e781d457facaa764d1164b01eb92bd', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0036', 'on model learning reward', 'guide agent monitor pipeline fast a voice voice n36', NULL, NULL, '{agents,speech}', '\xfda65386cb987698f4449893f98da43b3ac7b189fbe34ae8e10d5d3857634805', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0037', 'learning on new registry', 'registry guide fast of rollback monitor n37', NULL, NULL, '{mlops}', '\x154b54bd27de0f49f3a17db54a0498bd44d08b4fd051ca4bbb3294b8df55dd99', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0038', 'phoneme simple for for', 'with season translation simple audio forecast on Übersetzung n38', NULL, NULL, '{language,time-series}', '\xf8b715b7560a13c9b88f8a19e759fb8cbd5f698717ad6306b026c617c276fd25', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0039', 'a simple translation on', 'token video grammar fast corpus for pixel a n39', NULL, NULL, '{computer-vision,language}', '\x712c206a370d0dbe2f0b9a945fd46279b003bc611ec09f3b056f5ab2e712e47c', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', NULL, 1),
	('m0004', 'new video project monitor', 'model rollback camera lag with for on lag n4', NULL, NULL, '{computer-vision,mlops}', '\x82cbda26046b85d0eb3150f98107c1759d83d10c2097690417b321f7277c590e', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', NULL, 4),
	('m0005', 'voice with simple deploy', 'recording video deploy model reward project on for camera planner n5', NULL, NULL, '{speech,computer-vision,agents}', '\xd3e7c42176db29348974302d60ff9701eae7ce80b3677cd45ed42f1cec519cb9', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', NULL, 4),
	('m0000', 'new recording phoneme fast', 'phoneme guide recording simple model of n0', NULL, NULL, '{speech}', '\x2a7865dbe457eb5b9de7ea192398b7509729df263f7ef98c1b7e0eee752f4995', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', NULL, 4),
	('m0001', 'learning on guide speaker', 'and model project speaker environment звук agent deploy rollback voice n1', NULL, NULL, '{mlops,agents,speech}', '\x0f79c2d74c14a03420e3f2e57df7ce3876994df70e95e6088626420b830a4af6', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', NULL, 4),
	('m0002', 'fast rollback the звук', 'sensor speaker sentence for sensor simple Übersetzung fast rollback simple n2', NULL, NULL, '{language,speech,mlops}', '\x523a59edb1d00135b508c44d2dd94af918c0c6d1eee4a13fa90b7ff4ed2f4223', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', NULL, 4),
	('m0003', 'a lag the a', 'deploy lag for lag guide forecast rollback with n3', NULL, NULL, '{mlops,time-series}', '\x54cd9217f3c5466ebb3749812bdecc82d83c5bb319414d1cc4fc25d6422949fd', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', NULL, 4),
	('m0043', 'simple fast of a', 'fast voice pixel pixel video the segmentation speaker n43', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\x58790fee9e0d5197b9834c36f8bc8345dde75c6339752c6ac690943e10aa84ca', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0044', 'interval phoneme learning the', 'recording for detection interval corpus detection project new corpus for n44', '2026-01-01 03:00:00+00', NULL, NULL, '\xbf2adf599bc4bc621593879d61693be72ecbb00d78bb5a9700709c98d25c2ff4', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0045', 'with and audio lag', 'guide camera trend registry звук pipeline project simple video on n45', '2026-01-01 03:00:00+00', 'speech', NULL, '\x5700cd64e0420caa2b0cfec30d1ca8ee597326d10ef90099434960994bc2429d', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0046', 'for phoneme of reward', 'voice policy simple for a the n46', '2026-01-01 03:00:00+00', 'speech', NULL, '\x017de033f3ea0e0bc40a64942f4c515f6c34686b6776bf6a9a7595b94c46d2bc', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0047', 'image detection pipeline monitor', 'a interval deploy and new season for of learning deploy n47', '2026-01-01 03:00:00+00', 'mlops', NULL, '\x26bd37b97e8c557bebc8a99e36c8f1a92bcf04f0a48abf9584fae50834f08ceb', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0048', 'on interval sensor guide', 'and simple for with planner action n48', '2026-01-01 03:00:00+00', 'agents', NULL, '\xa23208c3519e8766afa11ed7267f00a54720a38d19d0e811c74d6d6feac2ccbe', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0049', 'detection for simple звук', 'registry learning camera voice simple registry and new n49', '2026-01-01 03:00:00+00', 'speech', NULL, '\x88ddb62b2522d0616237a875dbeef842d9e5ebf806740c28f6cad1a9df782fb3', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0050', 'learning and a of', 'agent learning phoneme new voice action n50', '2026-01-01 03:00:00+00', 'agents', NULL, '\x12af187beaf630d9c0377c310c4be968c61f21e47960d3fe33ebb527382df9a2', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0051', 'with corpus pipeline planner', 'agent translation pipeline with model and new learning n51', '2026-01-01 03:00:00+00', 'language', NULL, '\xf33b2cf648090209d68f5ac752e5303556ddb92cd2dcee101d2bc9e7c19ec2bb', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0052', 'phoneme and on new', 'recording new звук voice new on n52', '2026-01-01 03:00:00+00', 'speech', NULL, '\x9ce003ca74bf8b2c7fecb59474e0d700f33e3423c2727b183d477f5dee856011', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0053', 'monitor fast Übersetzung policy', 'project simple reward sentence simple deploy trend fast interval model n53', '2026-01-01 03:00:00+00', NULL, NULL, '\x35aa6692646a61352bd11708e1651e99533b0552883d3070d688a9987b043c95', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0054', 'simple detection simple on', 'guide planner guide camera new voice speaker agent n54', '2026-01-01 03:00:00+00', 'speech', NULL, '\x85e13250291cac11a1db30bd7c104fc9d796463c362dd57ffb04031d7966d918', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0055', 'voice video new voice', 'image project trend project of sensor on with n55', '2026-01-01 03:00:00+00', 'speech', NULL, '\xb8b19fd4b1c4a20f0a3d8f6d0da8e8aa269c51453595468eae7e19a71e381ffa', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0056', 'video camera model of', 'planner environment new guide and for n56', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\x030f2a5acb24ea0fa41a3fb41f3e6ca821b6cde14c9a384a792b183620bd0951', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0057', 'and environment guide with', 'a deploy simple agent video segmentation monitor data segmentation image n57', '2026-01-01 03:00:00+00', 'mlops', NULL, '\xbf103422384cfad744765564962ea8417ac8588217a0622674fe3fb8b4efc871', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0058', 'agent on learning reward', 'of fast simple detection agent model reward video n58', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\xfd015fae9febc918a2df9138a1296aab5c1564e24555a15c26e2775e9505624d', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0059', 'a on release with', 'camera fast rollback of segmentation with n59', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\xbbd339db57d5dbac5f4edbd7ba8693a3051393e12081a98e747ff0b39ebefadd', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0060', 'guide project with deploy', 'simple detection and camera monitor fast n60', '2026-01-01 03:00:00+00', 'mlops', NULL, '\x09e09bce9ec82bdb13dee59f5df9fec009939899da47c5b1ac7cc5571a89baef', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0061', 'new detection recording token', 'translation pixel on a with guide new voice n61', '2026-01-01 03:00:00+00', 'speech', NULL, '\x5eb076244e6f4a464a95e979763b86832fb47c282cfa8380c798cbb30d9a17b2', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0062', 'data fast planner the', 'camera data detection grammar new action new sentence n62', '2026-01-01 03:00:00+00', NULL, NULL, '\xae1467318d8928021875f375ae6357d2480063273d70a0c9b796f9b8c703b147', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0063', 'rollback phoneme fast project', 'new and release data phoneme pipeline pipeline with n63', '2026-01-01 03:00:00+00', 'speech', NULL, '\x3749f2c59f873d097dc7d20e327766720b2b3f24069f22135ad8f5c8c443acdb', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0064', 'phoneme learning token and', 'grammar on phoneme learning simple and n64', '2026-01-01 03:00:00+00', 'language', NULL, '\x65023febe62adab7113e49cfb316e6b121495166d69db9784089e789ed2275ee', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0065', 'reward guide registry lag', 'learning registry lag of guide policy model monitor monitor model n65', '2026-01-01 03:00:00+00', 'agents', NULL, '\x13922db73d75d46b57afcd1e0f8edf2267ff3270211261f5d0d21cabdf741363', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0066', 'simple monitor a simple', 'simple pixel and new segmentation registry n66', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\xcec1b0eb59b3d08f967606ba5875ba183af5232710fa2bb03426b834fbe7ec1b', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0067', 'of fast with pixel', 'for pixel learning planner simple reward audio speaker n67', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\x39dd46e68140738ca6a7c6c94a2af707bf5f6cdff6850046e14eacc8f6fd58ed', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0068', 'pixel and model data', 'voice the action on planner camera звук data n68', '2026-01-01 03:00:00+00', 'agents', NULL, '\x75f062810cd01c14759d8b4d195a5ec82746c690739fa2290b8ec13dc545a060', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0069', 'on and for phoneme', 'recording data new corpus token data n69', '2026-01-01 03:00:00+00', 'language', NULL, '\xf122132a8f3c5a04baf3243935c342fa6154eea21de365a8ce1b07c578404436', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0070', 'of rollback of phoneme', 'release project phoneme camera model the segmentation recording voice learning n70', '2026-01-01 03:00:00+00', 'computer-vision', NULL, '\x0f49fdbe3d36d1aa4ceb67822b7b50b8005c666f7e1403ecef954b3fb0e3fe35', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0071', 'the policy the policy', 'simple guide guide detection environment the action detection n71', '2026-01-01 03:00:00+00', NULL, NULL, '\xc698c9984be94f80ff60ed10f3bbbfa4168f14e7af4a388c67e88ad8f08bc26a', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0072', 'new segmentation model and', 'token sensor sensor a corpus data detection detection on segmentation n72', '2026-01-01 03:00:00+00', 'time-series', NULL, '\x6d52ab22f113f6b17c74faa0a37035efe2902a15bf32ce4abf48ea23bf2122f1', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0073', 'corpus for data translation', 'звук recording guide simple model the n73', '2026-01-01 03:00:00+00', 'speech', NULL, '\x9c5f998ec3eff67812945946411770abcdfec7623275d0022a23b30951627ced', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0074', 'recording learning reward phoneme', 'environment data for rollback pipeline learning the of n74', '2026-01-01 03:00:00+00', 'agents', NULL, '\x1c262d6ef8d6fae52c7730aa0043bcfae15d165a6bfc0f344124f8a63c197453', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4),
	('m0075', 'interval for trend the', 'for phoneme simple audio of new n75', '2026-01-01 03:00:00+00', 'time-series', NULL, '\x1505d0082622d352e7964c287a17a91d91a857d9759c085e2f4edc73b1cb4e26', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:26.810979+00', '2026-11-27 10:15:52.931784+00', 4);


--
-- Data for Name: promotions; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.promotions OVERRIDING SYSTEM VALUE VALUES
	(1, NULL, 1, 'operator', 'the first model', '2026-11-27 10:15:39.6679+00'),
	(2, 1, 2, 'operator', 'it is better', '2026-11-27 10:15:46.413346+00'),
	(3, 2, 1, 'operator', 'rollback to run 2: it was not', '2026-11-27 10:15:47.211042+00');


--
-- Data for Name: publications; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.publications OVERRIDING SYSTEM VALUE VALUES
	(1, NULL, 1, 'publish', false, 'operator', NULL, '2026-11-27 10:15:40.355719+00'),
	(2, 1, 2, 'publish', false, 'operator', NULL, '2026-11-27 10:15:40.939129+00'),
	(3, 2, 4, 'publish', true, 'operator', 'it is right', '2026-11-27 10:15:47.175987+00'),
	(4, 4, 2, 'rollback', false, 'operator', 'it was not', '2026-11-27 10:15:47.225584+00'),
	(5, 2, 7, 'publish', false, 'operator', NULL, '2026-11-27 10:15:49.027448+00'),
	(6, 7, 8, 'publish', false, 'operator', NULL, '2026-11-27 10:15:49.712293+00'),
	(7, 8, 9, 'publish', false, 'operator', NULL, '2026-11-27 10:15:50.827558+00');


--
-- Data for Name: rejected_rows; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.rejected_rows VALUES
	(41, NULL, 'the id is missing or blank', 'projects.ndjson', '2026-11-27 10:15:52.931784+00', 4),
	(42, 'b1', 'there is no text: title and description are both blank', 'projects.ndjson', '2026-11-27 10:15:52.931784+00', 4);


--
-- Data for Name: run_chunks; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.run_chunks VALUES
	(8, 2, 'm0050', 'm0074', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:49.551157+00', '2026-11-27 10:15:49.554294+00'),
	(1, 0, 'm0000', 'm0024', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:40.058155+00', '2026-11-27 10:15:40.081735+00'),
	(1, 1, 'm0025', 'm0049', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:40.103478+00', '2026-11-27 10:15:40.133464+00'),
	(8, 3, 'm0075', 'm0076', NULL, 'done', 1, 2, 0, 'batch-1/1/1', '2026-11-27 10:15:49.557257+00', '2026-11-27 10:15:49.568984+00'),
	(1, 2, 'm0050', 'm0074', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:40.150755+00', '2026-11-27 10:15:40.166443+00'),
	(1, 3, 'm0075', 'm0079', NULL, 'done', 1, 5, 0, 'batch-1/1/1', '2026-11-27 10:15:40.17572+00', '2026-11-27 10:15:40.181722+00'),
	(2, 0, 'm0000', 'm0003', '{m0000,m0001,m0002,m0003}', 'done', 1, 4, 0, 'batch-1/1/1', '2026-11-27 10:15:40.776656+00', '2026-11-27 10:15:40.797452+00'),
	(9, 0, 'm0004', 'm0005', '{m0004,m0005}', 'done', 1, 2, 0, 'batch-1/1/1', '2026-11-27 10:15:50.518458+00', '2026-11-27 10:15:50.529483+00'),
	(4, 0, 'm0000', 'm0024', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:46.73205+00', '2026-11-27 10:15:46.766307+00'),
	(10, 3, 'm0075', 'm0075', NULL, 'pending', 0, NULL, NULL, 'batch-1/1/1', NULL, NULL),
	(4, 1, 'm0025', 'm0049', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:46.779942+00', '2026-11-27 10:15:46.79039+00'),
	(4, 2, 'm0050', 'm0074', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:46.808541+00', '2026-11-27 10:15:46.833603+00'),
	(10, 2, 'm0050', 'm0074', NULL, 'pending', 0, NULL, NULL, 'batch-1/1/1', NULL, NULL),
	(4, 3, 'm0075', 'm0076', NULL, 'done', 1, 2, 0, 'batch-1/1/1', '2026-11-27 10:15:46.847586+00', '2026-11-27 10:15:46.854704+00'),
	(10, 1, 'm0025', 'm0049', NULL, 'pending', 0, NULL, NULL, 'batch-1/1/1', NULL, NULL),
	(5, 0, 'm0000', 'm0024', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:47.438653+00', '2026-11-27 10:15:47.452936+00'),
	(5, 1, 'm0025', 'm0049', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:47.465134+00', '2026-11-27 10:15:47.475134+00'),
	(12, 3, 'm0075', 'm0075', NULL, 'pending', 0, NULL, NULL, 'batch-1/1/1', NULL, NULL),
	(10, 0, 'm0000', 'm0024', NULL, 'done', 1, 0, 25, 'batch-1/1/1', '2026-11-27 10:15:51.464705+00', '2026-11-27 10:15:51.671877+00'),
	(5, 2, 'm0050', 'm0074', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:47.486659+00', '2026-11-27 10:15:47.516619+00'),
	(5, 3, 'm0075', 'm0076', NULL, 'done', 1, 2, 0, 'batch-1/1/1', '2026-11-27 10:15:47.524812+00', '2026-11-27 10:15:47.531901+00'),
	(6, 0, 'm0000', 'm0024', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:48.122895+00', '2026-11-27 10:15:48.162906+00'),
	(6, 1, 'm0025', 'm0049', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:48.189611+00', '2026-11-27 10:15:48.215832+00'),
	(6, 2, 'm0050', 'm0074', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:48.235765+00', '2026-11-27 10:15:48.247053+00'),
	(6, 3, 'm0075', 'm0076', NULL, 'done', 1, 2, 0, 'batch-1/1/1', '2026-11-27 10:15:48.259579+00', '2026-11-27 10:15:48.270367+00'),
	(11, 0, 'm0000', 'm0024', NULL, 'done', 1, 24, 1, 'batch-1/1/1', '2026-11-27 10:15:52.138237+00', '2026-11-27 10:15:52.185572+00'),
	(7, 0, 'm0000', 'm0024', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:48.802184+00', '2026-11-27 10:15:48.8241+00'),
	(7, 1, 'm0025', 'm0049', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:48.833834+00', '2026-11-27 10:15:48.849005+00'),
	(11, 1, 'm0025', 'm0049', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:52.216356+00', '2026-11-27 10:15:52.229295+00'),
	(7, 2, 'm0050', 'm0074', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:48.8614+00', '2026-11-27 10:15:48.866548+00'),
	(7, 3, 'm0075', 'm0076', NULL, 'done', 1, 2, 0, 'batch-1/1/1', '2026-11-27 10:15:48.870799+00', '2026-11-27 10:15:48.87856+00'),
	(11, 2, 'm0050', 'm0074', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:52.242387+00', '2026-11-27 10:15:52.260699+00'),
	(8, 0, 'm0000', 'm0024', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:49.48863+00', '2026-11-27 10:15:49.505553+00'),
	(8, 1, 'm0025', 'm0049', NULL, 'done', 1, 25, 0, 'batch-1/1/1', '2026-11-27 10:15:49.52321+00', '2026-11-27 10:15:49.541411+00'),
	(11, 3, 'm0075', 'm0075', NULL, 'done', 1, 1, 0, 'batch-1/1/1', '2026-11-27 10:15:52.273417+00', '2026-11-27 10:15:52.297548+00'),
	(12, 0, 'm0000', 'm0024', NULL, 'pending', 0, NULL, NULL, 'batch-1/1/1', NULL, NULL),
	(12, 2, 'm0050', 'm0074', NULL, 'pending', 0, NULL, NULL, 'batch-1/1/1', NULL, NULL),
	(12, 1, 'm0025', 'm0049', NULL, 'pending', 0, NULL, NULL, 'batch-1/1/1', NULL, NULL);


--
-- Data for Name: run_distributions; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.run_distributions VALUES
	(1, 'catalogue', 'tags', 0, 'language', 17, NULL, NULL, 0.9792406804117647, NULL, 16647091567),
	(1, 'catalogue', 'tags', 1, 'speech', 17, NULL, NULL, 0.9304434989411765, NULL, 15817539482),
	(1, 'catalogue', 'tags', 2, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(1, 'catalogue', 'tags', 3, 'agents', 14, NULL, NULL, 0.9781529859999999, NULL, 13694141804),
	(1, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8868324905833332, NULL, 10641989887),
	(1, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(1, 'catalogue', 'best_tags', 0, 'language', 17, NULL, NULL, 0.9792406804117647, NULL, 16647091567),
	(1, 'catalogue', 'best_tags', 1, 'speech', 17, NULL, NULL, 0.9304434989411765, NULL, 15817539482),
	(1, 'catalogue', 'best_tags', 2, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(1, 'catalogue', 'best_tags', 3, 'agents', 14, NULL, NULL, 0.9781529859999999, NULL, 13694141804),
	(1, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8868324905833332, NULL, 10641989887),
	(1, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(1, 'catalogue', 'scores', 0, '0.40', 2, 0.4, 0.45, 0.41243045, NULL, 824860900),
	(1, 'catalogue', 'scores', 1, '0.45', 2, 0.45, 0.5, 0.483209401, NULL, 966418802),
	(1, 'catalogue', 'scores', 2, '0.80', 1, 0.8, 0.85, 0.835684419, NULL, 835684419),
	(1, 'catalogue', 'scores', 3, '0.85', 4, 0.85, 0.9, 0.87860164025, NULL, 3514406561),
	(1, 'catalogue', 'scores', 4, '0.90', 6, 0.9, 0.95, 0.9334344663333334, NULL, 5600606798),
	(1, 'catalogue', 'scores', 5, '0.95', 65, 0.95, 1, 0.9846136148000001, NULL, 63999884962),
	(1, 'catalogue', 'text_lengths', 0, '32', 14, 32, 64, NULL, NULL, NULL),
	(1, 'catalogue', 'text_lengths', 1, '64', 66, 64, 128, NULL, NULL, NULL),
	(2, 'catalogue', 'tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(2, 'catalogue', 'tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(2, 'catalogue', 'tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(2, 'catalogue', 'tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(2, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(2, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(2, 'catalogue', 'best_tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(2, 'catalogue', 'best_tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(2, 'catalogue', 'best_tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(2, 'catalogue', 'best_tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(2, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(2, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(2, 'catalogue', 'scores', 0, '0.40', 2, 0.4, 0.45, 0.41243045, NULL, 824860900),
	(2, 'catalogue', 'scores', 1, '0.45', 2, 0.45, 0.5, 0.483209401, NULL, 966418802),
	(2, 'catalogue', 'scores', 2, '0.80', 1, 0.8, 0.85, 0.835684419, NULL, 835684419),
	(2, 'catalogue', 'scores', 3, '0.85', 4, 0.85, 0.9, 0.87860164025, NULL, 3514406561),
	(2, 'catalogue', 'scores', 4, '0.90', 6, 0.9, 0.95, 0.9334344663333334, NULL, 5600606798),
	(2, 'catalogue', 'scores', 5, '0.95', 62, 0.95, 1, 0.9847525348064515, NULL, 61054657158),
	(2, 'catalogue', 'calibration', 0, '0.9', 4, 0.9, 1, 0.9923649875, 1, NULL),
	(2, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(2, 'catalogue', 'text_lengths', 1, '64', 64, 64, 128, NULL, NULL, NULL),
	(4, 'catalogue', 'tags', 0, 'speech', 17, NULL, NULL, 0.9273606642941177, NULL, 15765131293),
	(4, 'catalogue', 'tags', 1, 'computer-vision', 15, NULL, NULL, 0.9660620927333333, NULL, 14490931391),
	(4, 'catalogue', 'tags', 2, 'language', 15, NULL, NULL, 0.9828256409333334, NULL, 14742384614),
	(4, 'catalogue', 'tags', 3, 'agents', 13, NULL, NULL, 0.9753288397692308, NULL, 12679274917),
	(4, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8956452408333333, NULL, 10747742890),
	(4, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.99324250225, NULL, 3972970009),
	(4, 'catalogue', 'tags', 6, 'other', 1, NULL, NULL, 0.379716158, NULL, 379716158),
	(4, 'catalogue', 'best_tags', 0, 'speech', 17, NULL, NULL, 0.9273606642941177, NULL, 15765131293),
	(4, 'catalogue', 'best_tags', 1, 'computer-vision', 16, NULL, NULL, 0.9294154718125, NULL, 14870647549),
	(4, 'catalogue', 'best_tags', 2, 'language', 15, NULL, NULL, 0.9828256409333334, NULL, 14742384614),
	(4, 'catalogue', 'best_tags', 3, 'agents', 13, NULL, NULL, 0.9753288397692308, NULL, 12679274917),
	(4, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8956452408333333, NULL, 10747742890),
	(4, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.99324250225, NULL, 3972970009),
	(4, 'catalogue', 'scores', 0, '0.35', 1, 0.35, 0.4, 0.379716158, NULL, 379716158),
	(4, 'catalogue', 'scores', 1, '0.40', 1, 0.4, 0.45, 0.442618728, NULL, 442618728),
	(4, 'catalogue', 'scores', 2, '0.45', 1, 0.45, 0.5, 0.485281467, NULL, 485281467),
	(4, 'catalogue', 'scores', 3, '0.55', 1, 0.55, 0.6, 0.553653836, NULL, 553653836),
	(4, 'catalogue', 'scores', 4, '0.80', 1, 0.8, 0.85, 0.843513966, NULL, 843513966),
	(4, 'catalogue', 'scores', 5, '0.85', 4, 0.85, 0.9, 0.87356448175, NULL, 3494257927),
	(4, 'catalogue', 'scores', 6, '0.90', 6, 0.9, 0.95, 0.9279987314999999, NULL, 5567992389),
	(4, 'catalogue', 'scores', 7, '0.95', 62, 0.95, 1, 0.984050270983871, NULL, 61011116801),
	(4, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(4, 'catalogue', 'text_lengths', 1, '64', 64, 64, 128, NULL, NULL, NULL),
	(4, 'on_demand', 'tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(4, 'on_demand', 'tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(4, 'on_demand', 'best_tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(4, 'on_demand', 'best_tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(4, 'on_demand', 'scores', 0, '0.65', 3, 0.65, 0.7, 0.6872276070000001, NULL, 2061682821),
	(4, 'on_demand', 'scores', 1, '0.80', 3, 0.8, 0.85, 0.8416224720000001, NULL, 2524867416),
	(4, 'on_demand', 'text_lengths', 0, '0', 6, 0, 32, NULL, NULL, NULL),
	(5, 'catalogue', 'tags', 0, 'speech', 17, NULL, NULL, 0.9273606642941177, NULL, 15765131293),
	(5, 'catalogue', 'tags', 1, 'computer-vision', 15, NULL, NULL, 0.9660620927333333, NULL, 14490931391),
	(5, 'catalogue', 'tags', 2, 'language', 15, NULL, NULL, 0.9828256409333334, NULL, 14742384614),
	(5, 'catalogue', 'tags', 3, 'agents', 13, NULL, NULL, 0.9753288397692308, NULL, 12679274917),
	(5, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8956452408333333, NULL, 10747742890),
	(5, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.99324250225, NULL, 3972970009),
	(5, 'catalogue', 'tags', 6, 'other', 1, NULL, NULL, 0.379716158, NULL, 379716158),
	(5, 'catalogue', 'best_tags', 0, 'speech', 17, NULL, NULL, 0.9273606642941177, NULL, 15765131293),
	(5, 'catalogue', 'best_tags', 1, 'computer-vision', 16, NULL, NULL, 0.9294154718125, NULL, 14870647549),
	(5, 'catalogue', 'best_tags', 2, 'language', 15, NULL, NULL, 0.9828256409333334, NULL, 14742384614),
	(5, 'catalogue', 'best_tags', 3, 'agents', 13, NULL, NULL, 0.9753288397692308, NULL, 12679274917),
	(5, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8956452408333333, NULL, 10747742890),
	(5, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.99324250225, NULL, 3972970009),
	(5, 'catalogue', 'scores', 0, '0.35', 1, 0.35, 0.4, 0.379716158, NULL, 379716158),
	(5, 'catalogue', 'scores', 1, '0.40', 1, 0.4, 0.45, 0.442618728, NULL, 442618728),
	(5, 'catalogue', 'scores', 2, '0.45', 1, 0.45, 0.5, 0.485281467, NULL, 485281467),
	(5, 'catalogue', 'scores', 3, '0.55', 1, 0.55, 0.6, 0.553653836, NULL, 553653836),
	(5, 'catalogue', 'scores', 4, '0.80', 1, 0.8, 0.85, 0.843513966, NULL, 843513966),
	(5, 'catalogue', 'scores', 5, '0.85', 4, 0.85, 0.9, 0.87356448175, NULL, 3494257927),
	(5, 'catalogue', 'scores', 6, '0.90', 6, 0.9, 0.95, 0.9279987314999999, NULL, 5567992389),
	(5, 'catalogue', 'scores', 7, '0.95', 62, 0.95, 1, 0.984050270983871, NULL, 61011116801),
	(5, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(5, 'catalogue', 'text_lengths', 1, '64', 64, 64, 128, NULL, NULL, NULL),
	(5, 'on_demand', 'tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(5, 'on_demand', 'tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(5, 'on_demand', 'best_tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(5, 'on_demand', 'best_tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(5, 'on_demand', 'scores', 0, '0.65', 3, 0.65, 0.7, 0.6872276070000001, NULL, 2061682821),
	(5, 'on_demand', 'scores', 1, '0.80', 3, 0.8, 0.85, 0.8416224720000001, NULL, 2524867416),
	(5, 'on_demand', 'text_lengths', 0, '0', 6, 0, 32, NULL, NULL, NULL),
	(6, 'catalogue', 'tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(6, 'catalogue', 'tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(6, 'catalogue', 'tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(6, 'catalogue', 'tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(6, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(6, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(6, 'catalogue', 'best_tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(6, 'catalogue', 'best_tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(6, 'catalogue', 'best_tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(6, 'catalogue', 'best_tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(6, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(6, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(6, 'catalogue', 'scores', 0, '0.40', 2, 0.4, 0.45, 0.41243045, NULL, 824860900),
	(6, 'catalogue', 'scores', 1, '0.45', 2, 0.45, 0.5, 0.483209401, NULL, 966418802),
	(6, 'catalogue', 'scores', 2, '0.80', 1, 0.8, 0.85, 0.835684419, NULL, 835684419),
	(6, 'catalogue', 'scores', 3, '0.85', 4, 0.85, 0.9, 0.87860164025, NULL, 3514406561),
	(6, 'catalogue', 'scores', 4, '0.90', 6, 0.9, 0.95, 0.9334344663333334, NULL, 5600606798),
	(6, 'catalogue', 'scores', 5, '0.95', 62, 0.95, 1, 0.9847525348064515, NULL, 61054657158),
	(6, 'catalogue', 'calibration', 0, '0.9', 4, 0.9, 1, 0.9923649875, 1, NULL),
	(6, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(6, 'catalogue', 'text_lengths', 1, '64', 64, 64, 128, NULL, NULL, NULL),
	(6, 'on_demand', 'tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(6, 'on_demand', 'tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(6, 'on_demand', 'best_tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(6, 'on_demand', 'best_tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(6, 'on_demand', 'scores', 0, '0.65', 3, 0.65, 0.7, 0.6872276070000001, NULL, 2061682821),
	(6, 'on_demand', 'scores', 1, '0.80', 3, 0.8, 0.85, 0.8416224720000001, NULL, 2524867416),
	(6, 'on_demand', 'text_lengths', 0, '0', 6, 0, 32, NULL, NULL, NULL),
	(7, 'catalogue', 'tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(7, 'catalogue', 'tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(7, 'catalogue', 'tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(7, 'catalogue', 'tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(7, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(7, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(7, 'catalogue', 'best_tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(7, 'catalogue', 'best_tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(7, 'catalogue', 'best_tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(7, 'catalogue', 'best_tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(7, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(7, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(7, 'catalogue', 'scores', 0, '0.40', 2, 0.4, 0.45, 0.41243045, NULL, 824860900),
	(7, 'catalogue', 'scores', 1, '0.45', 2, 0.45, 0.5, 0.483209401, NULL, 966418802),
	(7, 'catalogue', 'scores', 2, '0.80', 1, 0.8, 0.85, 0.835684419, NULL, 835684419),
	(7, 'catalogue', 'scores', 3, '0.85', 4, 0.85, 0.9, 0.87860164025, NULL, 3514406561),
	(7, 'catalogue', 'scores', 4, '0.90', 6, 0.9, 0.95, 0.9334344663333334, NULL, 5600606798),
	(7, 'catalogue', 'scores', 5, '0.95', 62, 0.95, 1, 0.9847525348064515, NULL, 61054657158),
	(7, 'catalogue', 'calibration', 0, '0.9', 4, 0.9, 1, 0.9923649875, 1, NULL),
	(7, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(7, 'catalogue', 'text_lengths', 1, '64', 64, 64, 128, NULL, NULL, NULL),
	(7, 'on_demand', 'tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(7, 'on_demand', 'tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(7, 'on_demand', 'best_tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(7, 'on_demand', 'best_tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(7, 'on_demand', 'scores', 0, '0.65', 3, 0.65, 0.7, 0.6872276070000001, NULL, 2061682821),
	(7, 'on_demand', 'scores', 1, '0.80', 3, 0.8, 0.85, 0.8416224720000001, NULL, 2524867416),
	(7, 'on_demand', 'text_lengths', 0, '0', 6, 0, 32, NULL, NULL, NULL),
	(8, 'catalogue', 'tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(8, 'catalogue', 'tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(8, 'catalogue', 'tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(8, 'catalogue', 'tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(8, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(8, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(8, 'catalogue', 'best_tags', 0, 'speech', 17, NULL, NULL, 0.9304332854705882, NULL, 15817365853),
	(8, 'catalogue', 'best_tags', 1, 'computer-vision', 16, NULL, NULL, 0.93554829425, NULL, 14968772708),
	(8, 'catalogue', 'best_tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(8, 'catalogue', 'best_tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(8, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(8, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(8, 'catalogue', 'scores', 0, '0.40', 2, 0.4, 0.45, 0.41243045, NULL, 824860900),
	(8, 'catalogue', 'scores', 1, '0.45', 2, 0.45, 0.5, 0.483209401, NULL, 966418802),
	(8, 'catalogue', 'scores', 2, '0.80', 1, 0.8, 0.85, 0.835684419, NULL, 835684419),
	(8, 'catalogue', 'scores', 3, '0.85', 4, 0.85, 0.9, 0.87860164025, NULL, 3514406561),
	(8, 'catalogue', 'scores', 4, '0.90', 6, 0.9, 0.95, 0.9334344663333334, NULL, 5600606798),
	(8, 'catalogue', 'scores', 5, '0.95', 62, 0.95, 1, 0.9847525348064515, NULL, 61054657158),
	(8, 'catalogue', 'calibration', 0, '0.9', 4, 0.9, 1, 0.9923649875, 1, NULL),
	(8, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(8, 'catalogue', 'text_lengths', 1, '64', 64, 64, 128, NULL, NULL, NULL),
	(8, 'on_demand', 'tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(8, 'on_demand', 'tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(8, 'on_demand', 'best_tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(8, 'on_demand', 'best_tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(8, 'on_demand', 'scores', 0, '0.65', 3, 0.65, 0.7, 0.6872276070000001, NULL, 2061682821),
	(8, 'on_demand', 'scores', 1, '0.80', 3, 0.8, 0.85, 0.8416224720000001, NULL, 2524867416),
	(8, 'on_demand', 'text_lengths', 0, '0', 6, 0, 32, NULL, NULL, NULL),
	(9, 'catalogue', 'tags', 0, 'speech', 17, NULL, NULL, 0.9303984763529412, NULL, 15816774098),
	(9, 'catalogue', 'tags', 1, 'computer-vision', 15, NULL, NULL, 0.9326752304666667, NULL, 13990128457),
	(9, 'catalogue', 'tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(9, 'catalogue', 'tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(9, 'catalogue', 'tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(9, 'catalogue', 'tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(9, 'catalogue', 'best_tags', 0, 'speech', 17, NULL, NULL, 0.9303984763529412, NULL, 15816774098),
	(9, 'catalogue', 'best_tags', 1, 'computer-vision', 15, NULL, NULL, 0.9326752304666667, NULL, 13990128457),
	(9, 'catalogue', 'best_tags', 2, 'language', 15, NULL, NULL, 0.9797126610666667, NULL, 14695689916),
	(9, 'catalogue', 'best_tags', 3, 'agents', 13, NULL, NULL, 0.9769482244615385, NULL, 12700326918),
	(9, 'catalogue', 'best_tags', 4, 'mlops', 12, NULL, NULL, 0.8868460207500001, NULL, 10642152249),
	(9, 'catalogue', 'best_tags', 5, 'time-series', 4, NULL, NULL, 0.9930817485, NULL, 3972326994),
	(9, 'catalogue', 'scores', 0, '0.40', 2, 0.4, 0.45, 0.41243045, NULL, 824860900),
	(9, 'catalogue', 'scores', 1, '0.45', 2, 0.45, 0.5, 0.483209401, NULL, 966418802),
	(9, 'catalogue', 'scores', 2, '0.80', 1, 0.8, 0.85, 0.835684419, NULL, 835684419),
	(9, 'catalogue', 'scores', 3, '0.85', 4, 0.85, 0.9, 0.87860164025, NULL, 3514406561),
	(9, 'catalogue', 'scores', 4, '0.90', 6, 0.9, 0.95, 0.9334344663333334, NULL, 5600606798),
	(9, 'catalogue', 'scores', 5, '0.95', 61, 0.95, 1, 0.984842969704918, NULL, 60075421152),
	(9, 'catalogue', 'calibration', 0, '0.9', 6, 0.9, 1, 0.9877286551666667, 1, NULL),
	(9, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(9, 'catalogue', 'text_lengths', 1, '64', 63, 64, 128, NULL, NULL, NULL),
	(9, 'on_demand', 'tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(9, 'on_demand', 'tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(9, 'on_demand', 'best_tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(9, 'on_demand', 'best_tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(9, 'on_demand', 'scores', 0, '0.65', 3, 0.65, 0.7, 0.6872276070000001, NULL, 2061682821),
	(9, 'on_demand', 'scores', 1, '0.80', 3, 0.8, 0.85, 0.8416224720000001, NULL, 2524867416),
	(9, 'on_demand', 'text_lengths', 0, '0', 6, 0, 32, NULL, NULL, NULL),
	(11, 'catalogue', 'tags', 0, 'mlops', 75, NULL, NULL, 1, NULL, 75000000000),
	(11, 'catalogue', 'best_tags', 0, 'mlops', 75, NULL, NULL, 1, NULL, 75000000000),
	(11, 'catalogue', 'scores', 0, '0.95', 75, 0.95, 1, 1, NULL, 75000000000),
	(11, 'catalogue', 'text_lengths', 0, '32', 13, 32, 64, NULL, NULL, NULL),
	(11, 'catalogue', 'text_lengths', 1, '64', 62, 64, 128, NULL, NULL, NULL),
	(11, 'on_demand', 'tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(11, 'on_demand', 'tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(11, 'on_demand', 'best_tags', 0, 'agents', 3, NULL, NULL, 0.6872276070000001, NULL, 2061682821),
	(11, 'on_demand', 'best_tags', 1, 'computer-vision', 3, NULL, NULL, 0.8416224720000001, NULL, 2524867416),
	(11, 'on_demand', 'scores', 0, '0.65', 3, 0.65, 0.7, 0.6872276070000001, NULL, 2061682821),
	(11, 'on_demand', 'scores', 1, '0.80', 3, 0.8, 0.85, 0.8416224720000001, NULL, 2524867416),
	(11, 'on_demand', 'text_lengths', 0, '0', 6, 0, 32, NULL, NULL, NULL);


--
-- Data for Name: run_failures; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.run_failures VALUES
	(10, 'm0000', '\x73bfe4f9b61e975124df1cb9087f890991d23f4638c0655d932dadbd003d76e9', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0001', '\xd8bfc0c11de897d95926b9eceea122534d8ea5172e35d75be1bc65700186b6fe', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0002', '\x2ffd68effa64fa2d6d54b089a4ed324912472509bd79c38cc21eb0edc6a8c71a', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0003', '\x1bca795e6a0262dee4ca2c363e19bba4fbe126288a4c16eadbb01698090bfe5d', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0004', '\x234fd39ae4eca1625e7ddeaa98125b9d4f856a713d5d35fafee1e670171bdc3a', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0005', '\xc2b252b4cdd85278bcd2b2246253b330cb214a7f641a650554dbdbaa64f68a00', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0006', '\xbaab2b9a47b0470b7bdae1acf132d6b860cd977c37646f9002d6ec0352ece0db', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0007', '\xcaf6e16ee80b1ae4d91de6ee23d3cee326ea07bbef5dc7ebe9853c9284cdff98', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0008', '\x67f33e65c2e3b207ff05d1d0a0621b5d4afee2efdbbcdd03c462123832790434', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0009', '\x6824d0d34132c794218848a8261b759f128f635ef8363038fe4178122b75f88b', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0010', '\x8a339257ee647f8b9237932dce5dde9dc967baa5af4f963571c2a564281a2fba', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0011', '\x14fd841f72bf7f1bbff162b7a76966a7662473e692ac095637f23177d830e091', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0012', '\x7d84628f28e121c3e31450d3815766b8717b2fd66f02fc82b6b08b8550665213', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0013', '\xda2d5a45cf8a5a698a875434e05347a1d585f038fcbff441a07892e2899e6d0c', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0014', '\x058f9490ccec973e7f696bedf1e14091dcda365b64c6fc6e416fc9d1e9cdb86e', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0015', '\x96489684a69f579ff99d8bd3c67eb7b6df6b46c5cb59919bb6b03428ba1917a8', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0016', '\xc8a0165b26a793f904ad9fdfa8ca712e15adcb04a5ef07a5001bd292d34af924', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0017', '\xa48f5f68cf165fedf09b9af826c831c906febf908da58283ebf3d1caf04baaa2', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0018', '\xdcfe48f1dec58c60f86cc94456eef71607c2bc9b288174a881eaa35956381ccf', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0019', '\x4acc67e109cb43fe00869cf63376773d426f98b0a4c5d2598afef6891ef47773', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0020', '\xa1155040541cfc14092beae96bd62f3b5aec4217c8372995bf12dca197764f09', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0021', '\x56198af128adf26eec9c54ceeb9b45ec8e66f1f6fa48cff47dc1255496a42c10', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0022', '\xe4edc8ab4fc188607fb02d1e0379e3b86a4ffc0cb1a265d4bdf85c624503cb81', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0023', '\xe9a141c77ceb6a7e44f26345bd882c7e448af3c0a143b507ca05b4de13cd7c3f', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(10, 'm0024', '\x2f7a65ecabb7e41b51d701b1f0d1d7d9826b3124664fa48a502d3fb64b4f64e9', 'ValueError: no prediction for this project', '2026-11-27 10:15:51.659952+00'),
	(11, 'm0005', '\xc2b252b4cdd85278bcd2b2246253b330cb214a7f641a650554dbdbaa64f68a00', 'ValueError: no prediction for this project', '2026-11-27 10:15:52.183671+00');


--
-- Data for Name: run_figures; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.run_figures VALUES
	(1, 'catalogue', 'tags_psi_published', 'not applicable', NULL, 0.1, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'tags_js_published', 'not applicable', NULL, 0.2, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'tags_psi_training', 'ok', 0.006174626895609325, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'tags_js_training', 'ok', 0.03335139038245995, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'scores_psi_published', 'not applicable', NULL, 0.1, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'text_lengths_psi_published', 'not applicable', NULL, 0.1, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'mean_score', 'shown', 0.946773280525, NULL, 'mean of the highest scores', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'vocabulary_coverage', 'ok', 0.9217221135029354, 0.5, 'share of 1,022 words that the model knows', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'labels', 'shown', 0, NULL, '0 labels that the model was not trained on', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:40.259241+00'),
	(1, 'catalogue', 'f1', 'not enough', NULL, NULL, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'answers', 'shown', 0, NULL, '0 answers in the window', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'tags_psi_published', 'not applicable', NULL, 0.5, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'tags_js_published', 'not applicable', NULL, NULL, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'tags_psi_training', 'not applicable', NULL, 0.5, 'there is nothing to compare', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'tags_js_training', 'not applicable', NULL, NULL, 'there is nothing to compare', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'scores_psi_published', 'not applicable', NULL, NULL, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'text_lengths_psi_published', 'not applicable', NULL, NULL, 'there is nothing to compare with', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'mean_score', 'not applicable', NULL, NULL, 'mean of the highest scores', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'other_share', 'not applicable', NULL, NULL, 'share of `other`', '2026-11-27 10:15:40.259241+00'),
	(1, 'on_demand', 'vocabulary_coverage', 'not applicable', NULL, 0.5, 'no vocabulary was looked at: the model tells none, or scored nothing', '2026-11-27 10:15:40.259241+00'),
	(2, 'catalogue', 'tags_psi_published', 'ok', 0.0026718970006214386, 0.1, 'stability index of predicted tags against run 1', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'tags_js_published', 'ok', 0.02194862341079007, 0.2, 'Jensen-Shannon distance of predicted tags against run 1', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'tags_psi_training', 'ok', 0.012165608027160714, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'tags_js_training', 'ok', 0.04680710003763022, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'scores_psi_published', 'ok', 0.0003451915289406727, 0.1, 'stability index of scores against run 1', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'text_lengths_psi_published', 'ok', 0.00026733440138064827, 0.1, 'stability index of text lengths against run 1', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'mean_score', 'shown', 0.9454108394545455, NULL, 'mean of the highest scores', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'vocabulary_coverage', 'ok', 0.9179331306990881, 0.5, 'share of 987 words that the model knows', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'labels', 'shown', 4, NULL, '4 labels that the model was not trained on', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:40.889739+00'),
	(2, 'catalogue', 'f1', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'answers', 'shown', 0, NULL, '0 answers in the window', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'tags_psi_published', 'not applicable', NULL, 0.5, 'there is nothing to compare', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'tags_js_published', 'not applicable', NULL, NULL, 'there is nothing to compare', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'tags_psi_training', 'not applicable', NULL, 0.5, 'there is nothing to compare', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'tags_js_training', 'not applicable', NULL, NULL, 'there is nothing to compare', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'scores_psi_published', 'not applicable', NULL, NULL, 'there is nothing to compare', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'text_lengths_psi_published', 'not applicable', NULL, NULL, 'there is nothing to compare', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'mean_score', 'not applicable', NULL, NULL, 'mean of the highest scores', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'other_share', 'not applicable', NULL, NULL, 'share of `other`', '2026-11-27 10:15:40.889739+00'),
	(2, 'on_demand', 'vocabulary_coverage', 'not applicable', NULL, 0.5, 'no vocabulary was looked at: the model tells none, or scored nothing', '2026-11-27 10:15:40.889739+00'),
	(4, 'catalogue', 'tags_psi_published', 'warn', 0.0635532617161575, 0, 'stability index of predicted tags against run 2', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'tags_js_published', 'ok', 0.0815146115550962, 0.2, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'tags_psi_training', 'ok', 0.006149201053081496, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'tags_js_training', 'ok', 0.03328335047061079, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'scores_psi_published', 'warn', 0.1434340210796494, 0, 'stability index of scores against run 2', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'text_lengths_psi_published', 'ok', 0, 0, 'stability index of text lengths against run 2', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'mean_score', 'shown', 0.9451707957402598, NULL, 'mean of the highest scores', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'other_share', 'shown', 0.012987012987012988, NULL, 'share of `other`', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'vocabulary_coverage', 'ok', 0.9219858156028369, 0.5, 'share of 987 words that the model knows', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'labels', 'shown', 0, NULL, '0 labels that the model was not trained on', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:46.971158+00'),
	(4, 'catalogue', 'f1', 'not enough', NULL, NULL, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'answers', 'shown', 6, NULL, '6 answers in the window', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'tags_psi_published', 'not enough', 5.259258313976545, 0.5, 'predicted tags against run 2: 6 answers are too few to tell', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'tags_js_published', 'shown', 0.6468076307239651, NULL, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'tags_psi_training', 'not enough', 5.097007599884554, 0.5, 'highest-scored tags against the examples of the model: 6 answers are too few to tell', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'tags_js_training', 'shown', 0.6363793591625966, NULL, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'scores_psi_published', 'shown', 14.406481358223909, NULL, 'stability index of scores against run 2', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'text_lengths_psi_published', 'shown', 17.964085987204246, NULL, 'stability index of text lengths against run 2', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'mean_score', 'shown', 0.7644250395000002, NULL, 'mean of the highest scores', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:46.971158+00'),
	(4, 'on_demand', 'vocabulary_coverage', 'not enough', NULL, 0.5, '24 words are too few to tell', '2026-11-27 10:15:46.971158+00'),
	(5, 'catalogue', 'tags_psi_published', 'ok', 0.0635532617161575, 0.1, 'stability index of predicted tags against run 2', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'tags_js_published', 'ok', 0.0815146115550962, 0.2, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'tags_psi_training', 'ok', 0.006149201053081496, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'tags_js_training', 'ok', 0.03328335047061079, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'scores_psi_published', 'warn', 0.1434340210796494, 0.1, 'stability index of scores against run 2', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'text_lengths_psi_published', 'ok', 0, 0.1, 'stability index of text lengths against run 2', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'mean_score', 'shown', 0.9451707957402598, NULL, 'mean of the highest scores', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'other_share', 'shown', 0.012987012987012988, NULL, 'share of `other`', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'vocabulary_coverage', 'ok', 0.9219858156028369, 0.5, 'share of 987 words that the model knows', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'labels', 'shown', 0, NULL, '0 labels that the model was not trained on', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:47.640355+00'),
	(5, 'catalogue', 'f1', 'not enough', NULL, NULL, '0 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'answers', 'shown', 6, NULL, '6 answers in the window', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'tags_psi_published', 'not enough', 5.259258313976545, 0.5, 'predicted tags against run 2: 6 answers are too few to tell', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'tags_js_published', 'shown', 0.6468076307239651, NULL, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'tags_psi_training', 'not enough', 5.097007599884554, 0.5, 'highest-scored tags against the examples of the model: 6 answers are too few to tell', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'tags_js_training', 'shown', 0.6363793591625966, NULL, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'scores_psi_published', 'shown', 14.406481358223909, NULL, 'stability index of scores against run 2', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'text_lengths_psi_published', 'shown', 17.964085987204246, NULL, 'stability index of text lengths against run 2', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'mean_score', 'shown', 0.7644250395000002, NULL, 'mean of the highest scores', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:47.640355+00'),
	(5, 'on_demand', 'vocabulary_coverage', 'not enough', NULL, 0.5, '24 words are too few to tell', '2026-11-27 10:15:47.640355+00'),
	(6, 'catalogue', 'tags_psi_published', 'ok', 0, 0.1, 'stability index of predicted tags against run 2', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'tags_js_published', 'ok', 0, 0.2, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'tags_psi_training', 'ok', 0.012165608027160714, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'tags_js_training', 'ok', 0.04680710003763022, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'scores_psi_published', 'ok', 0, 0.1, 'stability index of scores against run 2', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'text_lengths_psi_published', 'ok', 0, 0.1, 'stability index of text lengths against run 2', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'mean_score', 'shown', 0.9454108394545455, NULL, 'mean of the highest scores', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'vocabulary_coverage', 'ok', 0.9179331306990881, 0.5, 'share of 987 words that the model knows', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'labels', 'shown', 4, NULL, '4 labels that the model was not trained on', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:48.353506+00'),
	(6, 'catalogue', 'f1', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'answers', 'shown', 6, NULL, '6 answers in the window', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'tags_psi_published', 'not enough', 5.259258313976545, 0.5, 'predicted tags against run 2: 6 answers are too few to tell', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'tags_js_published', 'shown', 0.6468076307239651, NULL, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'tags_psi_training', 'not enough', 5.12484208937969, 0.5, 'highest-scored tags against the examples of the model: 6 answers are too few to tell', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'tags_js_training', 'shown', 0.637536494443526, NULL, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'scores_psi_published', 'shown', 14.406481358223909, NULL, 'stability index of scores against run 2', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'text_lengths_psi_published', 'shown', 17.964085987204246, NULL, 'stability index of text lengths against run 2', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'mean_score', 'shown', 0.7644250395000002, NULL, 'mean of the highest scores', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:48.353506+00'),
	(6, 'on_demand', 'vocabulary_coverage', 'not enough', NULL, 0.5, '24 words are too few to tell', '2026-11-27 10:15:48.353506+00'),
	(7, 'catalogue', 'tags_psi_published', 'ok', 0, 0.1, 'stability index of predicted tags against run 2', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'tags_js_published', 'ok', 0, 0.2, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'tags_psi_training', 'ok', 0.012165608027160714, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'tags_js_training', 'ok', 0.04680710003763022, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'scores_psi_published', 'ok', 0, 0.1, 'stability index of scores against run 2', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'text_lengths_psi_published', 'ok', 0, 0.1, 'stability index of text lengths against run 2', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'mean_score', 'shown', 0.9454108394545455, NULL, 'mean of the highest scores', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'vocabulary_coverage', 'ok', 0.9179331306990881, 0.5, 'share of 987 words that the model knows', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'labels', 'shown', 4, NULL, '4 labels that the model was not trained on', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:48.947684+00'),
	(7, 'catalogue', 'f1', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'answers', 'shown', 6, NULL, '6 answers in the window', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'tags_psi_published', 'not enough', 5.259258313976545, 0.5, 'predicted tags against run 2: 6 answers are too few to tell', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'tags_js_published', 'shown', 0.6468076307239651, NULL, 'Jensen-Shannon distance of predicted tags against run 2', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'tags_psi_training', 'not enough', 5.12484208937969, 0.5, 'highest-scored tags against the examples of the model: 6 answers are too few to tell', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'tags_js_training', 'shown', 0.637536494443526, NULL, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'scores_psi_published', 'shown', 14.406481358223909, NULL, 'stability index of scores against run 2', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'text_lengths_psi_published', 'shown', 17.964085987204246, NULL, 'stability index of text lengths against run 2', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'mean_score', 'shown', 0.7644250395000002, NULL, 'mean of the highest scores', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:48.947684+00'),
	(7, 'on_demand', 'vocabulary_coverage', 'not enough', NULL, 0.5, '24 words are too few to tell', '2026-11-27 10:15:48.947684+00'),
	(8, 'catalogue', 'tags_psi_published', 'ok', 0, 0.1, 'stability index of predicted tags against run 7', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'tags_js_published', 'ok', 0, 0.2, 'Jensen-Shannon distance of predicted tags against run 7', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'tags_psi_training', 'ok', 0.012165608027160714, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'tags_js_training', 'ok', 0.04680710003763022, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'scores_psi_published', 'ok', 0, 0.1, 'stability index of scores against run 7', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'text_lengths_psi_published', 'ok', 0, 0.1, 'stability index of text lengths against run 7', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'mean_score', 'shown', 0.9454108394545455, NULL, 'mean of the highest scores', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'vocabulary_coverage', 'ok', 0.9179331306990881, 0.5, 'share of 987 words that the model knows', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'labels', 'shown', 4, NULL, '4 labels that the model was not trained on', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:49.663657+00'),
	(8, 'catalogue', 'f1', 'not enough', NULL, NULL, '4 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'answers', 'shown', 6, NULL, '6 answers in the window', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'tags_psi_published', 'not enough', 5.259258313976545, 0.5, 'predicted tags against run 7: 6 answers are too few to tell', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'tags_js_published', 'shown', 0.6468076307239651, NULL, 'Jensen-Shannon distance of predicted tags against run 7', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'tags_psi_training', 'not enough', 5.12484208937969, 0.5, 'highest-scored tags against the examples of the model: 6 answers are too few to tell', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'tags_js_training', 'shown', 0.637536494443526, NULL, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'scores_psi_published', 'shown', 14.406481358223909, NULL, 'stability index of scores against run 7', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'text_lengths_psi_published', 'shown', 17.964085987204246, NULL, 'stability index of text lengths against run 7', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'mean_score', 'shown', 0.7644250395000002, NULL, 'mean of the highest scores', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:49.663657+00'),
	(8, 'on_demand', 'vocabulary_coverage', 'not enough', NULL, 0.5, '24 words are too few to tell', '2026-11-27 10:15:49.663657+00'),
	(9, 'catalogue', 'tags_psi_published', 'ok', 0.000672735780825675, 0.1, 'stability index of predicted tags against run 8', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'tags_js_published', 'ok', 0.0110140011245248, 0.2, 'Jensen-Shannon distance of predicted tags against run 8', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'tags_psi_training', 'ok', 0.012988617676200057, 0.25, 'stability index of highest-scored tags against the examples of the model', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'tags_js_training', 'ok', 0.04836117650201572, 0.2, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'scores_psi_published', 'ok', 4.167939389554047e-05, 0.1, 'stability index of scores against run 8', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'text_lengths_psi_published', 'ok', 3.498438834343986e-05, 0.1, 'stability index of text lengths against run 8', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'mean_score', 'shown', 0.9449657714736841, NULL, 'mean of the highest scores', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'vocabulary_coverage', 'ok', 0.9159836065573771, 0.5, 'share of 976 words that the model knows', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'labels', 'shown', 6, NULL, '6 labels that the model was not trained on', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'calibration_error', 'not enough', NULL, 0.15, '6 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'accuracy', 'not enough', NULL, NULL, '6 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:50.742124+00'),
	(9, 'catalogue', 'f1', 'not enough', NULL, NULL, '6 labels that the model was not trained on; at least 50 are needed', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'answers', 'shown', 6, NULL, '6 answers in the window', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'tags_psi_published', 'not enough', 5.259258313976545, 0.5, 'predicted tags against run 8: 6 answers are too few to tell', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'tags_js_published', 'shown', 0.6468076307239651, NULL, 'Jensen-Shannon distance of predicted tags against run 8', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'tags_psi_training', 'not enough', 5.12484208937969, 0.5, 'highest-scored tags against the examples of the model: 6 answers are too few to tell', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'tags_js_training', 'shown', 0.637536494443526, NULL, 'Jensen-Shannon distance of highest-scored tags against the examples of the model', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'scores_psi_published', 'shown', 14.406481358223909, NULL, 'stability index of scores against run 8', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'text_lengths_psi_published', 'shown', 17.964085987204246, NULL, 'stability index of text lengths against run 8', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'mean_score', 'shown', 0.7644250395000002, NULL, 'mean of the highest scores', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:50.742124+00'),
	(9, 'on_demand', 'vocabulary_coverage', 'not enough', NULL, 0.5, '24 words are too few to tell', '2026-11-27 10:15:50.742124+00'),
	(11, 'catalogue', 'tags_psi_published', 'warn', 7.874279748547477, 0.1, 'stability index of predicted tags against run 9', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'tags_js_published', 'warn', 0.8168942250598179, 0.2, 'Jensen-Shannon distance of predicted tags against run 9', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'tags_psi_training', 'not applicable', NULL, 0.25, 'there is nothing to compare with', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'tags_js_training', 'not applicable', NULL, 0.2, 'there is nothing to compare with', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'scores_psi_published', 'warn', 1.254476401127255, 0.1, 'stability index of scores against run 9', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'text_lengths_psi_published', 'ok', 3.6492006579603076e-05, 0.1, 'stability index of text lengths against run 9', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'mean_score', 'shown', 1, NULL, 'mean of the highest scores', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'vocabulary_coverage', 'not applicable', NULL, 0.5, 'no vocabulary was looked at: the model tells none, or scored nothing', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'labels', 'shown', 0, NULL, '0 labels that the model was not trained on', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'calibration_error', 'not applicable', NULL, 0.15, 'it is unknown whether the model was trained on them, so they hold nothing; say `trained_on` in the predictor''s configuration', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'accuracy', 'not applicable', NULL, NULL, 'it is unknown whether the model was trained on them, so they hold nothing; say `trained_on` in the predictor''s configuration', '2026-11-27 10:15:52.42209+00'),
	(11, 'catalogue', 'f1', 'shown', 0.03181461115475255, NULL, 'it is unknown whether the model was trained on them, so they hold nothing; say `trained_on` in the predictor''s configuration', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'answers', 'shown', 6, NULL, '6 answers in the window', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'tags_psi_published', 'not enough', 5.346657196699014, 0.5, 'predicted tags against run 9: 6 answers are too few to tell', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'tags_js_published', 'shown', 0.6523141485636402, NULL, 'Jensen-Shannon distance of predicted tags against run 9', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'tags_psi_training', 'not applicable', NULL, 0.5, 'there is nothing to compare with', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'tags_js_training', 'not applicable', NULL, NULL, 'there is nothing to compare with', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'scores_psi_published', 'shown', 14.39118549781592, NULL, 'stability index of scores against run 9', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'text_lengths_psi_published', 'shown', 17.960561605730778, NULL, 'stability index of text lengths against run 9', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'mean_score', 'shown', 0.7644250395000002, NULL, 'mean of the highest scores', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'other_share', 'shown', 0, NULL, 'share of `other`', '2026-11-27 10:15:52.42209+00'),
	(11, 'on_demand', 'vocabulary_coverage', 'not applicable', NULL, 0.5, 'no vocabulary was looked at: the model tells none, or scored nothing', '2026-11-27 10:15:52.42209+00');


--
-- Data for Name: runs; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.runs OVERRIDING SYSTEM VALUE VALUES
	(4, 2, 'full', true, 'command', 'published', 'publish', 1, 2, NULL, 77, 77, 0, 0, 0, '[{"name": "coverage", "detail": "77 of 77 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 77 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "1 of 77 projects are `other`", "figure": 0.012987012987012988, "status": "breached", "threshold": 0.0}, {"name": "psi", "detail": "tag distribution against run 2", "figure": 0.0635532617161575, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "1 of the 77 projects also in run 2 have another tag", "figure": 0.012987012987012988, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "0 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', 'other is 0.01299 with a threshold of 0 (1 of 77 projects are `other`)', 'batch-1', 1, '2026-11-27 10:15:46.519341+00', '2026-11-27 10:15:47.019875+00', NULL, '2026-11-27 10:15:46.905815+00', '2026-11-27 10:15:47.019875+00', '2026-11-27 10:15:46.905815+00', '2026-11-27 10:15:50.979962+00', NULL, 2, 77),
	(3, 1, 'incremental', true, 'schedule', 'unchanged', 'plan', 1, 2, NULL, 77, 0, 77, 0, 0, '[]', NULL, 'batch-1', 1, '2026-11-27 10:15:46.08839+00', '2026-11-27 10:15:46.159262+00', NULL, NULL, '2026-11-27 10:15:46.159262+00', NULL, NULL, NULL, NULL, NULL),
	(1, 1, 'incremental', true, 'command', 'published', 'publish', 1, NULL, NULL, 80, 80, 0, 0, 0, '[{"name": "coverage", "detail": "80 of 80 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 80 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "0 of 80 projects are `other`", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "psi", "detail": "nothing is in service to compare with", "figure": null, "status": "not applicable", "threshold": 10.0}, {"name": "churn", "detail": "nothing is in service to compare with", "figure": null, "status": "not applicable", "threshold": 1.0}, {"name": "f1", "detail": "0 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', NULL, 'batch-1', 1, '2026-11-27 10:15:39.831828+00', '2026-11-27 10:15:40.324321+00', NULL, '2026-11-27 10:15:40.209258+00', '2026-11-27 10:15:40.324321+00', '2026-11-27 10:15:40.366503+00', '2026-11-27 10:15:49.766434+00', NULL, 1, 80),
	(6, 1, 'full', false, 'command', 'ready', 'publish', 1, 4, NULL, 77, 77, 0, 0, 0, '[{"name": "coverage", "detail": "77 of 77 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 77 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "0 of 77 projects are `other`", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "psi", "detail": "tag distribution against run 2", "figure": 0.0, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "0 of the 77 projects also in run 2 have another tag", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "4 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', NULL, 'batch-1', 1, '2026-11-27 10:15:47.920823+00', '2026-11-27 10:15:48.384375+00', NULL, '2026-11-27 10:15:48.299891+00', '2026-11-27 10:15:48.384375+00', '2026-11-27 10:15:48.299892+00', NULL, NULL, 2, 77),
	(7, 1, 'full', true, 'command', 'published', 'publish', 1, 4, NULL, 77, 77, 0, 0, 0, '[{"name": "coverage", "detail": "77 of 77 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 77 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "0 of 77 projects are `other`", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "psi", "detail": "tag distribution against run 2", "figure": 0.0, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "0 of the 77 projects also in run 2 have another tag", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "4 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', NULL, 'batch-1', 1, '2026-11-27 10:15:48.639499+00', '2026-11-27 10:15:49.000053+00', NULL, '2026-11-27 10:15:48.913239+00', '2026-11-27 10:15:49.000053+00', '2026-11-27 10:15:49.046995+00', NULL, NULL, 2, 77),
	(8, 1, 'full', true, 'command', 'published', 'publish', 1, 5, NULL, 77, 77, 0, 0, 0, '[{"name": "coverage", "detail": "77 of 77 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 77 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "0 of 77 projects are `other`", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "psi", "detail": "tag distribution against run 7", "figure": 0.0, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "0 of the 77 projects also in run 7 have another tag", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "4 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', NULL, 'batch-1', 1, '2026-11-27 10:15:49.321204+00', '2026-11-27 10:15:49.70225+00', NULL, '2026-11-27 10:15:49.621621+00', '2026-11-27 10:15:49.70225+00', '2026-11-27 10:15:49.734911+00', NULL, NULL, 2, 77),
	(9, 1, 'incremental', true, 'command', 'published', 'publish', 1, 6, 8, 76, 2, 74, 1, 0, '[{"name": "coverage", "detail": "76 of 76 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 76 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "0 of 76 projects are `other`", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "psi", "detail": "tag distribution against run 8", "figure": 0.000672735780825675, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "0 of the 76 projects also in run 8 have another tag", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "6 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', NULL, 'batch-1', 1, '2026-11-27 10:15:50.149355+00', '2026-11-27 10:15:50.78804+00', NULL, '2026-11-27 10:15:50.657237+00', '2026-11-27 10:15:50.78804+00', '2026-11-27 10:15:50.922748+00', NULL, 8, 3, 3),
	(10, 3, 'incremental', false, 'command', 'failed', 'score', 1, 7, NULL, 76, 0, 0, 0, 0, '[]', 'Run 10 failed: 25 of 76 projects could not be scored, and PREDAWN_MAX_FAILURES allows 0.0%. The commonest errors are: ValueError: no prediction for this project (25 projects, first ''m0000'').', 'batch-1', 1, '2026-11-27 10:15:51.282846+00', '2026-11-27 10:15:51.72586+00', NULL, NULL, '2026-11-27 10:15:51.72586+00', NULL, NULL, NULL, 3, NULL),
	(11, 4, 'incremental', false, 'command', 'ready', 'publish', 1, 7, NULL, 76, 75, 0, 1, 1, '[{"name": "coverage", "detail": "75 of 76 projects have a prediction made from their text", "figure": 0.9868421052631579, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "1 of 76 projects could not be scored", "figure": 0.013157894736842105, "status": "passed", "threshold": 0.5}, {"name": "other", "detail": "0 of 75 projects are `other`", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "psi", "detail": "tag distribution against run 9", "figure": 7.874279748547477, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "63 of the 75 projects also in run 9 have another tag", "figure": 0.84, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "weighted F1 on 67 labels; it is unknown whether the model was trained on them, so they hold nothing; say `trained_on` in the predictor''s configuration", "figure": 0.03181461115475255, "status": "not applicable", "threshold": 0.0}]', NULL, 'batch-1', 1, '2026-11-27 10:15:51.84218+00', '2026-11-27 10:15:52.449427+00', NULL, '2026-11-27 10:15:52.325847+00', '2026-11-27 10:15:52.449427+00', '2026-11-27 10:15:52.325847+00', NULL, NULL, 3, 75),
	(12, 1, 'full', true, 'command', 'cancelled', 'score', 1, 7, NULL, 76, 0, 0, 0, 0, '[]', 'cancelled', 'batch-1', 1, '2026-11-27 10:15:52.766829+00', '2026-11-27 10:15:52.910517+00', NULL, NULL, '2026-11-27 10:15:52.910517+00', NULL, NULL, NULL, 3, NULL),
	(13, 1, 'incremental', true, 'schedule', 'interrupted', 'sync', 1, 7, NULL, 0, 0, 0, 0, 0, '[]', NULL, 'batch-1', 1, '2026-11-27 10:15:53.034871+00', '2026-11-27 10:15:53.034871+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(14, 1, 'incremental', true, 'schedule', 'running', 'sync', 1, 7, NULL, 0, 0, 0, 0, 0, '[]', NULL, 'batch-1', 1, '2026-11-27 10:15:53.050257+00', '2026-11-27 10:15:53.050257+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(5, 2, 'full', true, 'command', 'held', 'publish', 1, 4, NULL, 77, 77, 0, 0, 0, '[{"name": "coverage", "detail": "77 of 77 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 77 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "1 of 77 projects are `other`", "figure": 0.012987012987012988, "status": "breached", "threshold": 0.0}, {"name": "psi", "detail": "tag distribution against run 2", "figure": 0.0635532617161575, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "1 of the 77 projects also in run 2 have another tag", "figure": 0.012987012987012988, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "0 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', 'other is 0.01299 with a threshold of 0 (1 of 77 projects are `other`)', 'batch-1', 1, '2026-11-27 10:15:47.349211+00', '2026-11-27 10:15:47.687671+00', NULL, '2026-11-27 10:15:47.589753+00', '2026-11-27 10:15:47.687671+00', '2026-11-27 10:15:47.589753+00', NULL, NULL, 2, 77),
	(2, 1, 'incremental', true, 'command', 'published', 'publish', 1, 1, 1, 77, 4, 73, 3, 0, '[{"name": "coverage", "detail": "77 of 77 projects have a prediction made from their text", "figure": 1.0, "status": "passed", "threshold": 0.5}, {"name": "failures", "detail": "0 of 77 projects could not be scored", "figure": 0.0, "status": "passed", "threshold": 0.01}, {"name": "other", "detail": "0 of 77 projects are `other`", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "psi", "detail": "tag distribution against run 1", "figure": 0.0026718970006214386, "status": "passed", "threshold": 10.0}, {"name": "churn", "detail": "0 of the 77 projects also in run 1 have another tag", "figure": 0.0, "status": "passed", "threshold": 1.0}, {"name": "f1", "detail": "4 labels that the model was not trained on; at least 50 are needed", "figure": null, "status": "not enough labels", "threshold": 0.0}]', NULL, 'batch-1', 1, '2026-11-27 10:15:40.593252+00', '2026-11-27 10:15:40.930315+00', NULL, '2026-11-27 10:15:40.830694+00', '2026-11-27 10:15:40.930315+00', '2026-11-27 10:15:46.161887+00', '2026-11-27 10:15:49.815317+00', 1, 2, 7);


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.schema_version VALUES
	('0009');


--
-- Data for Name: serving; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.serving VALUES
	(true, 9, 7, '2026-11-27 10:15:50.83825+00');


--
-- Data for Name: syncs; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.syncs OVERRIDING SYSTEM VALUE VALUES
	(1, 'projects.csv', 'whole', '\x88c3d521c64e98992aef277c2df02ce23c0a02ce89e5e9be627b2c3449a770b7', '\x2c971be9054f473fce3705a5d509af63c8686982abc1528ef90950d895a10db2', 80, 80, 0, 0, 80, '{"notes": [], "warnings": {}, "rejected_counts": {}}', '2026-11-27 10:15:26.810979+00', NULL, NULL, NULL, NULL),
	(2, 'projects.csv', 'whole', '\x88c3d521c64e98992aef277c2df02ce23c0a02ce89e5e9be627b2c3449a770b7', '\xd742bfb3eec59a1369f8fffa8330f3b76d276c5c48b17e3426c11187a99fc355', 77, 0, 4, 3, 77, '{"notes": [], "warnings": {}, "rejected_counts": {}}', '2026-11-27 10:15:40.457731+00', NULL, NULL, NULL, NULL),
	(3, 'projects.csv', 'whole', '\x88c3d521c64e98992aef277c2df02ce23c0a02ce89e5e9be627b2c3449a770b7', '\x979120d82ee228ddf4c306142a9da724363ba0dcc4f4552084576c89f733584a', 76, 0, 2, 1, 76, '{"notes": [], "warnings": {}, "rejected_counts": {}}', '2026-11-27 10:15:49.995641+00', NULL, NULL, NULL, NULL),
	(4, 'projects.ndjson', 'whole', '\x88c3d521c64e98992aef277c2df02ce23c0a02ce89e5e9be627b2c3449a770b7', '\x60e2117f242a92dd4387b9f33c778dfac7eec690cb9ba3faff6b7cd23b823399', 42, 0, 40, 36, 40, '{"notes": [], "warnings": {}, "rejected_counts": {"the id is missing or blank": 1, "there is no text: title and description are both blank": 1}}', '2026-11-27 10:15:52.931784+00', NULL, NULL, NULL, NULL);


--
-- Data for Name: webhook_events; Type: TABLE DATA; Schema: predawn; Owner: predawn_owner
--

INSERT INTO predawn.webhook_events VALUES
	('a4daaa8d-5eb4-40c1-b075-2e9303836128', 'published', 2, '{"id": "a4daaa8d-5eb4-40c1-b075-2e9303836128", "event": "published", "at": "2026-11-27T10:15:41.019235+00:00", "message": "Run 2 is published with model 1: 4 scored, 73 reused, 3 removed, 0 failed.", "run": {"run_id": 2, "status": "published", "model_version": 1, "mode": "incremental", "trigger": "command", "started_at": "2026-11-27T10:15:40.593252+00:00", "finished_at": "2026-11-27T10:15:40.930315+00:00", "counts": {"total": 77, "scored": 4, "reused": 73, "removed": 3, "failed": 0}, "checks": [{"name": "coverage", "status": "passed", "figure": 1.0, "threshold": 0.5, "detail": "77 of 77 projects have a prediction made from their text"}, {"name": "failures", "status": "passed", "figure": 0.0, "threshold": 0.01, "detail": "0 of 77 projects could not be scored"}, {"name": "other", "status": "passed", "figure": 0.0, "threshold": 1.0, "detail": "0 of 77 projects are `other`"}, {"name": "psi", "status": "passed", "figure": 0.0026718970006214386, "threshold": 10.0, "detail": "tag distribution against run 1"}, {"name": "churn", "status": "passed", "figure": 0.0, "threshold": 1.0, "detail": "0 of the 77 projects also in run 1 have another tag"}, {"name": "f1", "status": "not enough labels", "figure": null, "threshold": 0.0, "detail": "4 labels that the model was not trained on; at least 50 are needed"}], "error": null}, "warnings": [], "due_at": null}', '2026-11-27 10:15:41.041103+00', 2, '2026-11-27 10:16:15.057303+00', '2026-11-27 10:15:42.066375+00', NULL, NULL),
	('cf2b30b3-0848-491f-95b9-77c799351a4f', 'missed', NULL, '{"id": "cf2b30b3-0848-491f-95b9-77c799351a4f", "event": "missed", "at": "2026-11-27T10:15:42.071166+00:00", "message": "The run of 03:00 was missed.", "run": null, "warnings": [], "due_at": null}', '2026-11-27 10:15:42.110596+00', 3, '2026-11-27 10:15:49.142622+00', NULL, NULL, 'it answered with 500');


--
-- Name: api_keys_key_id_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.api_keys_key_id_seq', 4, true);


--
-- Name: api_openings_opening_id_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.api_openings_opening_id_seq', 1, true);


--
-- Name: inference_log_inference_id_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.inference_log_inference_id_seq', 6, true);


--
-- Name: models_model_version_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.models_model_version_seq', 4, true);


--
-- Name: promotions_promotion_id_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.promotions_promotion_id_seq', 3, true);


--
-- Name: publications_publication_id_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.publications_publication_id_seq', 7, true);


--
-- Name: runs_run_id_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.runs_run_id_seq', 14, true);


--
-- Name: syncs_sync_id_seq; Type: SEQUENCE SET; Schema: predawn; Owner: predawn_owner
--

SELECT pg_catalog.setval('predawn.syncs_sync_id_seq', 4, true);


--
-- Name: api_access api_access_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.api_access
    ADD CONSTRAINT api_access_pkey PRIMARY KEY (singleton);


--
-- Name: api_keys api_keys_key_sha256_key; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.api_keys
    ADD CONSTRAINT api_keys_key_sha256_key UNIQUE (key_sha256);


--
-- Name: api_keys api_keys_name_key; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.api_keys
    ADD CONSTRAINT api_keys_name_key UNIQUE (name);


--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (key_id);


--
-- Name: api_openings api_openings_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.api_openings
    ADD CONSTRAINT api_openings_pkey PRIMARY KEY (opening_id);


--
-- Name: ended_sessions ended_sessions_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.ended_sessions
    ADD CONSTRAINT ended_sessions_pkey PRIMARY KEY (session_id);


--
-- Name: inference_log inference_log_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.inference_log
    ADD CONSTRAINT inference_log_pkey PRIMARY KEY (inference_id);


--
-- Name: model_examples model_examples_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.model_examples
    ADD CONSTRAINT model_examples_pkey PRIMARY KEY (model_version, project_id);


--
-- Name: models models_fingerprint_key; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.models
    ADD CONSTRAINT models_fingerprint_key UNIQUE (fingerprint);


--
-- Name: models models_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.models
    ADD CONSTRAINT models_pkey PRIMARY KEY (model_version);


--
-- Name: popular_predictions popular_predictions_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.popular_predictions
    ADD CONSTRAINT popular_predictions_pkey PRIMARY KEY (run_id, content_hash);


--
-- Name: prediction_changes prediction_changes_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.prediction_changes
    ADD CONSTRAINT prediction_changes_pkey PRIMARY KEY (project_id, publication_id);


--
-- Name: prediction_deltas prediction_deltas_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.prediction_deltas
    ADD CONSTRAINT prediction_deltas_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: predictions predictions_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions
    ADD CONSTRAINT predictions_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: predictions_11 predictions_11_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions_11
    ADD CONSTRAINT predictions_11_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: predictions_5 predictions_5_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions_5
    ADD CONSTRAINT predictions_5_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: predictions_6 predictions_6_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions_6
    ADD CONSTRAINT predictions_6_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: predictions_7 predictions_7_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions_7
    ADD CONSTRAINT predictions_7_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: predictions_8 predictions_8_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions_8
    ADD CONSTRAINT predictions_8_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: predictions_9 predictions_9_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.predictions_9
    ADD CONSTRAINT predictions_9_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: projects projects_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_batch
--

ALTER TABLE ONLY predawn.projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (project_id);


--
-- Name: promotions promotions_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.promotions
    ADD CONSTRAINT promotions_pkey PRIMARY KEY (promotion_id);


--
-- Name: publications publications_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.publications
    ADD CONSTRAINT publications_pkey PRIMARY KEY (publication_id);


--
-- Name: rejected_rows rejected_rows_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.rejected_rows
    ADD CONSTRAINT rejected_rows_pkey PRIMARY KEY (sync_id, row_number);


--
-- Name: run_chunks run_chunks_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_chunks
    ADD CONSTRAINT run_chunks_pkey PRIMARY KEY (run_id, chunk_id);


--
-- Name: run_distributions run_distributions_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_distributions
    ADD CONSTRAINT run_distributions_pkey PRIMARY KEY (run_id, scope, distribution, "position");


--
-- Name: run_failures run_failures_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_failures
    ADD CONSTRAINT run_failures_pkey PRIMARY KEY (run_id, project_id);


--
-- Name: run_figures run_figures_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_figures
    ADD CONSTRAINT run_figures_pkey PRIMARY KEY (run_id, scope, name);


--
-- Name: runs runs_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (run_id);


--
-- Name: schema_version schema_version_pkc; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.schema_version
    ADD CONSTRAINT schema_version_pkc PRIMARY KEY (version_num);


--
-- Name: serving serving_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.serving
    ADD CONSTRAINT serving_pkey PRIMARY KEY (singleton);


--
-- Name: syncs syncs_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.syncs
    ADD CONSTRAINT syncs_pkey PRIMARY KEY (sync_id);


--
-- Name: webhook_events webhook_events_pkey; Type: CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.webhook_events
    ADD CONSTRAINT webhook_events_pkey PRIMARY KEY (event_id);


--
-- Name: inference_log_by_time; Type: INDEX; Schema: predawn; Owner: predawn_owner
--

CREATE INDEX inference_log_by_time ON predawn.inference_log USING btree (asked_at);


--
-- Name: model_examples_by_content; Type: INDEX; Schema: predawn; Owner: predawn_owner
--

CREATE INDEX model_examples_by_content ON predawn.model_examples USING btree (model_version, content_hash);


--
-- Name: models_one_champion; Type: INDEX; Schema: predawn; Owner: predawn_owner
--

CREATE UNIQUE INDEX models_one_champion ON predawn.models USING btree (status) WHERE (status = 'champion'::text);


--
-- Name: prediction_changes_by_publication; Type: INDEX; Schema: predawn; Owner: predawn_owner
--

CREATE INDEX prediction_changes_by_publication ON predawn.prediction_changes USING btree (publication_id);


--
-- Name: prediction_changes_by_time; Type: INDEX; Schema: predawn; Owner: predawn_owner
--

CREATE INDEX prediction_changes_by_time ON predawn.prediction_changes USING btree (changed_at);


--
-- Name: prediction_deltas_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX prediction_deltas_by_tag ON ONLY predawn.prediction_deltas USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: predictions_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX predictions_by_tag ON ONLY predawn.predictions USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: predictions_11_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX predictions_11_by_tag ON predawn.predictions_11 USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: predictions_5_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX predictions_5_by_tag ON predawn.predictions_5 USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: predictions_6_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX predictions_6_by_tag ON predawn.predictions_6 USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: predictions_7_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX predictions_7_by_tag ON predawn.predictions_7 USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: predictions_8_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX predictions_8_by_tag ON predawn.predictions_8 USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: predictions_9_by_tag; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX predictions_9_by_tag ON predawn.predictions_9 USING btree (run_id, predicted_tag, score DESC, project_id);


--
-- Name: projects_by_change; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX projects_by_change ON predawn.projects USING btree (changed_in);


--
-- Name: projects_by_content; Type: INDEX; Schema: predawn; Owner: predawn_batch
--

CREATE INDEX projects_by_content ON predawn.projects USING btree (content_hash);


--
-- Name: runs_one_running; Type: INDEX; Schema: predawn; Owner: predawn_owner
--

CREATE UNIQUE INDEX runs_one_running ON predawn.runs USING btree (status) WHERE (status = 'running'::text);


--
-- Name: webhook_events_waiting; Type: INDEX; Schema: predawn; Owner: predawn_owner
--

CREATE INDEX webhook_events_waiting ON predawn.webhook_events USING btree (next_attempt_at) WHERE ((delivered_at IS NULL) AND (given_up_at IS NULL));


--
-- Name: predictions_11_by_tag; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_by_tag ATTACH PARTITION predawn.predictions_11_by_tag;


--
-- Name: predictions_11_pkey; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_pkey ATTACH PARTITION predawn.predictions_11_pkey;


--
-- Name: predictions_5_by_tag; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_by_tag ATTACH PARTITION predawn.predictions_5_by_tag;


--
-- Name: predictions_5_pkey; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_pkey ATTACH PARTITION predawn.predictions_5_pkey;


--
-- Name: predictions_6_by_tag; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_by_tag ATTACH PARTITION predawn.predictions_6_by_tag;


--
-- Name: predictions_6_pkey; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_pkey ATTACH PARTITION predawn.predictions_6_pkey;


--
-- Name: predictions_7_by_tag; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_by_tag ATTACH PARTITION predawn.predictions_7_by_tag;


--
-- Name: predictions_7_pkey; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_pkey ATTACH PARTITION predawn.predictions_7_pkey;


--
-- Name: predictions_8_by_tag; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_by_tag ATTACH PARTITION predawn.predictions_8_by_tag;


--
-- Name: predictions_8_pkey; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.predictions_pkey ATTACH PARTITION predawn.predictions_8_pkey;


--
-- Name: predictions_9_by_tag; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.prediction_deltas_by_tag ATTACH PARTITION predawn.predictions_9_by_tag;


--
-- Name: predictions_9_pkey; Type: INDEX ATTACH; Schema: predawn; Owner: predawn_batch
--

ALTER INDEX predawn.prediction_deltas_pkey ATTACH PARTITION predawn.predictions_9_pkey;


--
-- Name: projects content_hash_of_changed; Type: TRIGGER; Schema: predawn; Owner: predawn_batch
--

CREATE TRIGGER content_hash_of_changed BEFORE UPDATE OF title, description ON predawn.projects FOR EACH ROW WHEN ((((new.title IS DISTINCT FROM old.title) OR (new.description IS DISTINCT FROM old.description)) AND (new.content_hash = old.content_hash))) EXECUTE FUNCTION predawn.set_content_hash();


--
-- Name: projects content_hash_of_new; Type: TRIGGER; Schema: predawn; Owner: predawn_batch
--

CREATE TRIGGER content_hash_of_new BEFORE INSERT ON predawn.projects FOR EACH ROW WHEN ((new.content_hash IS NULL)) EXECUTE FUNCTION predawn.set_content_hash();


--
-- Name: projects deleted_projects_are_missed; Type: TRIGGER; Schema: predawn; Owner: predawn_batch
--

CREATE TRIGGER deleted_projects_are_missed AFTER DELETE ON predawn.projects FOR EACH STATEMENT EXECUTE FUNCTION predawn.forget_sources();


--
-- Name: ended_sessions expired_sessions_are_forgotten; Type: TRIGGER; Schema: predawn; Owner: predawn_owner
--

CREATE TRIGGER expired_sessions_are_forgotten BEFORE INSERT ON predawn.ended_sessions FOR EACH STATEMENT EXECUTE FUNCTION predawn.forget_expired_sessions();


--
-- Name: api_keys keys_close_the_api; Type: TRIGGER; Schema: predawn; Owner: predawn_owner
--

CREATE TRIGGER keys_close_the_api AFTER INSERT ON predawn.api_keys FOR EACH STATEMENT EXECUTE FUNCTION predawn.require_keys();


--
-- Name: projects number_of_changed; Type: TRIGGER; Schema: predawn; Owner: predawn_batch
--

CREATE TRIGGER number_of_changed BEFORE UPDATE ON predawn.projects FOR EACH ROW WHEN (((new.changed_in = old.changed_in) AND ((new.content_hash <> old.content_hash) OR (new.title <> old.title) OR (new.description <> old.description) OR (new.removed_at IS DISTINCT FROM old.removed_at)))) EXECUTE FUNCTION predawn.forget_sync_of_change();


--
-- Name: projects truncated_projects_are_missed; Type: TRIGGER; Schema: predawn; Owner: predawn_batch
--

CREATE TRIGGER truncated_projects_are_missed AFTER TRUNCATE ON predawn.projects FOR EACH STATEMENT EXECUTE FUNCTION predawn.forget_sources();


--
-- Name: model_examples model_examples_model_version_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.model_examples
    ADD CONSTRAINT model_examples_model_version_fkey FOREIGN KEY (model_version) REFERENCES predawn.models(model_version) ON DELETE CASCADE;


--
-- Name: popular_predictions popular_predictions_run_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.popular_predictions
    ADD CONSTRAINT popular_predictions_run_id_fkey FOREIGN KEY (run_id) REFERENCES predawn.runs(run_id) ON DELETE CASCADE;


--
-- Name: prediction_changes prediction_changes_publication_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.prediction_changes
    ADD CONSTRAINT prediction_changes_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES predawn.publications(publication_id);


--
-- Name: promotions promotions_from_version_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.promotions
    ADD CONSTRAINT promotions_from_version_fkey FOREIGN KEY (from_version) REFERENCES predawn.models(model_version);


--
-- Name: promotions promotions_to_version_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.promotions
    ADD CONSTRAINT promotions_to_version_fkey FOREIGN KEY (to_version) REFERENCES predawn.models(model_version);


--
-- Name: publications publications_from_run_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.publications
    ADD CONSTRAINT publications_from_run_fkey FOREIGN KEY (from_run) REFERENCES predawn.runs(run_id);


--
-- Name: publications publications_to_run_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.publications
    ADD CONSTRAINT publications_to_run_fkey FOREIGN KEY (to_run) REFERENCES predawn.runs(run_id);


--
-- Name: run_chunks run_chunks_run_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_chunks
    ADD CONSTRAINT run_chunks_run_id_fkey FOREIGN KEY (run_id) REFERENCES predawn.runs(run_id) ON DELETE CASCADE;


--
-- Name: run_distributions run_distributions_run_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_distributions
    ADD CONSTRAINT run_distributions_run_id_fkey FOREIGN KEY (run_id) REFERENCES predawn.runs(run_id) ON DELETE CASCADE;


--
-- Name: run_failures run_failures_run_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_failures
    ADD CONSTRAINT run_failures_run_id_fkey FOREIGN KEY (run_id) REFERENCES predawn.runs(run_id) ON DELETE CASCADE;


--
-- Name: run_figures run_figures_run_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.run_figures
    ADD CONSTRAINT run_figures_run_id_fkey FOREIGN KEY (run_id) REFERENCES predawn.runs(run_id) ON DELETE CASCADE;


--
-- Name: runs runs_model_version_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.runs
    ADD CONSTRAINT runs_model_version_fkey FOREIGN KEY (model_version) REFERENCES predawn.models(model_version);


--
-- Name: serving serving_publication_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.serving
    ADD CONSTRAINT serving_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES predawn.publications(publication_id);


--
-- Name: serving serving_run_id_fkey; Type: FK CONSTRAINT; Schema: predawn; Owner: predawn_owner
--

ALTER TABLE ONLY predawn.serving
    ADD CONSTRAINT serving_run_id_fkey FOREIGN KEY (run_id) REFERENCES predawn.runs(run_id);


--
-- Name: SCHEMA analytics; Type: ACL; Schema: -; Owner: predawn_owner
--

GRANT USAGE ON SCHEMA analytics TO predawn_analyst;
GRANT USAGE ON SCHEMA analytics TO predawn_batch;
GRANT USAGE ON SCHEMA analytics TO predawn_api;


--
-- Name: SCHEMA predawn; Type: ACL; Schema: -; Owner: predawn_owner
--

GRANT ALL ON SCHEMA predawn TO predawn_batch;
GRANT USAGE ON SCHEMA predawn TO predawn_api;


--
-- Name: FUNCTION diff(run_a bigint, run_b bigint); Type: ACL; Schema: analytics; Owner: predawn_owner
--

REVOKE ALL ON FUNCTION analytics.diff(run_a bigint, run_b bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION analytics.diff(run_a bigint, run_b bigint) TO predawn_analyst;
GRANT ALL ON FUNCTION analytics.diff(run_a bigint, run_b bigint) TO predawn_batch;
GRANT ALL ON FUNCTION analytics.diff(run_a bigint, run_b bigint) TO predawn_api;


--
-- Name: FUNCTION forget_expired_sessions(); Type: ACL; Schema: predawn; Owner: predawn_owner
--

REVOKE ALL ON FUNCTION predawn.forget_expired_sessions() FROM PUBLIC;


--
-- Name: FUNCTION forget_sources(); Type: ACL; Schema: predawn; Owner: predawn_owner
--

REVOKE ALL ON FUNCTION predawn.forget_sources() FROM PUBLIC;


--
-- Name: FUNCTION forget_sync_of_change(); Type: ACL; Schema: predawn; Owner: predawn_owner
--

REVOKE ALL ON FUNCTION predawn.forget_sync_of_change() FROM PUBLIC;


--
-- Name: FUNCTION require_keys(); Type: ACL; Schema: predawn; Owner: predawn_owner
--

REVOKE ALL ON FUNCTION predawn.require_keys() FROM PUBLIC;


--
-- Name: TABLE predictions; Type: ACL; Schema: predawn; Owner: predawn_batch
--

GRANT SELECT ON TABLE predawn.predictions TO predawn_owner;
GRANT SELECT ON TABLE predawn.predictions TO predawn_api;


--
-- Name: FUNCTION run_predictions(run bigint); Type: ACL; Schema: predawn; Owner: predawn_owner
--

REVOKE ALL ON FUNCTION predawn.run_predictions(run bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION predawn.run_predictions(run bigint) TO predawn_batch;
GRANT ALL ON FUNCTION predawn.run_predictions(run bigint) TO predawn_api;


--
-- Name: FUNCTION set_content_hash(); Type: ACL; Schema: predawn; Owner: predawn_owner
--

REVOKE ALL ON FUNCTION predawn.set_content_hash() FROM PUBLIC;


--
-- Name: TABLE inference_log; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.inference_log TO predawn_batch;
GRANT SELECT,INSERT ON TABLE predawn.inference_log TO predawn_api;


--
-- Name: TABLE inference_log; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.inference_log TO predawn_analyst;
GRANT SELECT ON TABLE analytics.inference_log TO predawn_batch;
GRANT SELECT ON TABLE analytics.inference_log TO predawn_api;


--
-- Name: TABLE model_examples; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.model_examples TO predawn_batch;
GRANT SELECT ON TABLE predawn.model_examples TO predawn_api;


--
-- Name: TABLE model_examples; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.model_examples TO predawn_analyst;
GRANT SELECT ON TABLE analytics.model_examples TO predawn_batch;
GRANT SELECT ON TABLE analytics.model_examples TO predawn_api;


--
-- Name: TABLE models; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.models TO predawn_batch;
GRANT SELECT ON TABLE predawn.models TO predawn_api;


--
-- Name: TABLE models; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.models TO predawn_analyst;
GRANT SELECT ON TABLE analytics.models TO predawn_batch;
GRANT SELECT ON TABLE analytics.models TO predawn_api;


--
-- Name: TABLE prediction_changes; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.prediction_changes TO predawn_batch;
GRANT SELECT ON TABLE predawn.prediction_changes TO predawn_api;


--
-- Name: TABLE publications; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.publications TO predawn_batch;
GRANT SELECT ON TABLE predawn.publications TO predawn_api;


--
-- Name: TABLE prediction_changes; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.prediction_changes TO predawn_analyst;
GRANT SELECT ON TABLE analytics.prediction_changes TO predawn_batch;
GRANT SELECT ON TABLE analytics.prediction_changes TO predawn_api;


--
-- Name: TABLE prediction_deltas; Type: ACL; Schema: predawn; Owner: predawn_batch
--

GRANT SELECT ON TABLE predawn.prediction_deltas TO predawn_owner;
GRANT SELECT ON TABLE predawn.prediction_deltas TO predawn_api;


--
-- Name: TABLE runs; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.runs TO predawn_batch;
GRANT SELECT ON TABLE predawn.runs TO predawn_api;


--
-- Name: TABLE serving; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.serving TO predawn_batch;
GRANT SELECT ON TABLE predawn.serving TO predawn_api;


--
-- Name: TABLE prediction_history; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.prediction_history TO predawn_analyst;
GRANT SELECT ON TABLE analytics.prediction_history TO predawn_batch;
GRANT SELECT ON TABLE analytics.prediction_history TO predawn_api;


--
-- Name: TABLE projects; Type: ACL; Schema: predawn; Owner: predawn_batch
--

GRANT SELECT ON TABLE predawn.projects TO predawn_owner;
GRANT SELECT ON TABLE predawn.projects TO predawn_api;


--
-- Name: TABLE predictions; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.predictions TO predawn_analyst;
GRANT SELECT ON TABLE analytics.predictions TO predawn_batch;
GRANT SELECT ON TABLE analytics.predictions TO predawn_api;


--
-- Name: TABLE projects; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.projects TO predawn_analyst;
GRANT SELECT ON TABLE analytics.projects TO predawn_batch;
GRANT SELECT ON TABLE analytics.projects TO predawn_api;


--
-- Name: TABLE projects_by_day; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.projects_by_day TO predawn_analyst;
GRANT SELECT ON TABLE analytics.projects_by_day TO predawn_batch;
GRANT SELECT ON TABLE analytics.projects_by_day TO predawn_api;


--
-- Name: TABLE promotions; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.promotions TO predawn_batch;
GRANT SELECT ON TABLE predawn.promotions TO predawn_api;


--
-- Name: TABLE promotions; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.promotions TO predawn_analyst;
GRANT SELECT ON TABLE analytics.promotions TO predawn_batch;
GRANT SELECT ON TABLE analytics.promotions TO predawn_api;


--
-- Name: TABLE publications; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.publications TO predawn_analyst;
GRANT SELECT ON TABLE analytics.publications TO predawn_batch;
GRANT SELECT ON TABLE analytics.publications TO predawn_api;


--
-- Name: TABLE rejected_rows; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.rejected_rows TO predawn_batch;
GRANT SELECT ON TABLE predawn.rejected_rows TO predawn_api;


--
-- Name: TABLE rejected_rows; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.rejected_rows TO predawn_analyst;
GRANT SELECT ON TABLE analytics.rejected_rows TO predawn_batch;
GRANT SELECT ON TABLE analytics.rejected_rows TO predawn_api;


--
-- Name: TABLE run_distributions; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.run_distributions TO predawn_batch;
GRANT SELECT ON TABLE predawn.run_distributions TO predawn_api;


--
-- Name: TABLE run_distributions; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.run_distributions TO predawn_analyst;
GRANT SELECT ON TABLE analytics.run_distributions TO predawn_batch;
GRANT SELECT ON TABLE analytics.run_distributions TO predawn_api;


--
-- Name: TABLE run_failures; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.run_failures TO predawn_batch;
GRANT SELECT ON TABLE predawn.run_failures TO predawn_api;


--
-- Name: TABLE run_failures; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.run_failures TO predawn_analyst;
GRANT SELECT ON TABLE analytics.run_failures TO predawn_batch;
GRANT SELECT ON TABLE analytics.run_failures TO predawn_api;


--
-- Name: TABLE run_figures; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.run_figures TO predawn_batch;
GRANT SELECT ON TABLE predawn.run_figures TO predawn_api;


--
-- Name: TABLE run_figures; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.run_figures TO predawn_analyst;
GRANT SELECT ON TABLE analytics.run_figures TO predawn_batch;
GRANT SELECT ON TABLE analytics.run_figures TO predawn_api;


--
-- Name: TABLE run_tag_counts; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.run_tag_counts TO predawn_analyst;
GRANT SELECT ON TABLE analytics.run_tag_counts TO predawn_batch;
GRANT SELECT ON TABLE analytics.run_tag_counts TO predawn_api;


--
-- Name: TABLE runs; Type: ACL; Schema: analytics; Owner: predawn_owner
--

GRANT SELECT ON TABLE analytics.runs TO predawn_analyst;
GRANT SELECT ON TABLE analytics.runs TO predawn_batch;
GRANT SELECT ON TABLE analytics.runs TO predawn_api;


--
-- Name: TABLE api_access; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT ON TABLE predawn.api_access TO predawn_api;


--
-- Name: COLUMN api_access.singleton; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT(singleton) ON TABLE predawn.api_access TO predawn_batch;


--
-- Name: COLUMN api_access.requires_key; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT(requires_key) ON TABLE predawn.api_access TO predawn_batch;


--
-- Name: TABLE api_keys; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT ON TABLE predawn.api_keys TO predawn_batch;
GRANT SELECT ON TABLE predawn.api_keys TO predawn_api;


--
-- Name: TABLE api_openings; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT ON TABLE predawn.api_openings TO predawn_batch;


--
-- Name: TABLE ended_sessions; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT ON TABLE predawn.ended_sessions TO predawn_api;


--
-- Name: TABLE popular_predictions; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.popular_predictions TO predawn_batch;
GRANT SELECT ON TABLE predawn.popular_predictions TO predawn_api;


--
-- Name: TABLE run_chunks; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.run_chunks TO predawn_batch;
GRANT SELECT ON TABLE predawn.run_chunks TO predawn_api;


--
-- Name: TABLE schema_version; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.schema_version TO predawn_batch;
GRANT SELECT ON TABLE predawn.schema_version TO predawn_api;


--
-- Name: TABLE syncs; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.syncs TO predawn_batch;
GRANT SELECT ON TABLE predawn.syncs TO predawn_api;


--
-- Name: TABLE webhook_events; Type: ACL; Schema: predawn; Owner: predawn_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE predawn.webhook_events TO predawn_batch;
GRANT SELECT ON TABLE predawn.webhook_events TO predawn_api;


--
-- PostgreSQL database dump complete
--


