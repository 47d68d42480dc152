-- The tables of the program.

CREATE TABLE predawn.projects (
    project_id text COLLATE "C" PRIMARY KEY,
    title text NOT NULL,
    description text NOT NULL,
    created_on timestamptz,
    tag text,
    tags text[],
    content_hash bytea NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz,
    CHECK (tag IS NULL OR tags IS NULL)
);
-- Bulk writers bring the hash along; this keeps it true for rows that are written by hand.
CREATE FUNCTION predawn.set_content_hash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.content_hash :=
        sha256(convert_to(NEW.title, 'UTF8') || '\x00'::bytea || convert_to(NEW.description, 'UTF8'));
    NEW.changed_at := now();
    RETURN NEW;
END
$$;
CREATE TRIGGER content_hash_of_new BEFORE INSERT ON predawn.projects
    FOR EACH ROW WHEN (NEW.content_hash IS NULL)
    EXECUTE FUNCTION predawn.set_content_hash();
CREATE TRIGGER content_hash_of_changed BEFORE UPDATE OF title, description ON predawn.projects
    FOR EACH ROW WHEN (
        (NEW.title IS DISTINCT FROM OLD.title OR NEW.description IS DISTINCT FROM OLD.description)
        AND NEW.content_hash = OLD.content_hash
    )
    EXECUTE FUNCTION predawn.set_content_hash();

CREATE TABLE predawn.rejected_rows (
    row_number bigint PRIMARY KEY,
    project_id text,
    reason text NOT NULL,
    source text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE predawn.models (
    model_version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    predictor text NOT NULL,
    fingerprint text UNIQUE,
    artifact bytea,
    artifact_sha256 text,
    args jsonb NOT NULL DEFAULT '{}',
    metrics jsonb NOT NULL DEFAULT '{}',
    training_data jsonb NOT NULL DEFAULT '{}',
    library_versions jsonb NOT NULL DEFAULT '{}',
    status text NOT NULL DEFAULT 'candidate' CHECK (status IN ('candidate', 'champion', 'archived')),
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((artifact IS NULL) = (artifact_sha256 IS NULL)),
    CHECK (artifact IS NOT NULL OR fingerprint IS NOT NULL)
);
CREATE UNIQUE INDEX models_one_champion ON predawn.models (status) WHERE status = 'champion';
-- Artifacts are compressed already where it pays; PostgreSQL need not try again.
ALTER TABLE predawn.models ALTER COLUMN artifact SET STORAGE EXTERNAL;

CREATE TABLE predawn.model_examples (
    model_version integer NOT NULL REFERENCES predawn.models ON DELETE CASCADE,
    project_id text COLLATE "C" NOT NULL,
    content_hash bytea NOT NULL,
    tag text,
    tags text[],
    held_out boolean NOT NULL,
    predicted_tag text,
    predicted_tags text[],
    score real,
    PRIMARY KEY (model_version, project_id),
    CHECK ((tag IS NULL) <> (tags IS NULL)),
    CHECK (held_out OR (predicted_tag IS NULL AND predicted_tags IS NULL))
);
CREATE INDEX model_examples_by_content ON predawn.model_examples (model_version, content_hash);

CREATE TABLE predawn.promotions (
    promotion_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_version integer REFERENCES predawn.models,
    to_version integer NOT NULL REFERENCES predawn.models,
    actor text NOT NULL,
    reason text NOT NULL,
    promoted_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE predawn.runs (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_version integer REFERENCES predawn.models,
    mode text NOT NULL CHECK (mode IN ('incremental', 'full')),
    publish boolean NOT NULL,
    trigger text NOT NULL CHECK (trigger IN ('command', 'schedule')),
    status text NOT NULL CHECK (status IN (
        'running', 'interrupted', 'ready', 'held', 'failed', 'cancelled', 'unchanged', 'published')),
    phase text NOT NULL CHECK (phase IN ('sync', 'plan', 'score', 'check', 'publish', 'prune')),
    attempt integer NOT NULL DEFAULT 1,
    publication_seen bigint,
    base_run bigint,
    total bigint NOT NULL DEFAULT 0,
    scored bigint NOT NULL DEFAULT 0,
    reused bigint NOT NULL DEFAULT 0,
    removed bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    checks jsonb NOT NULL DEFAULT '[]',
    error text,
    host text NOT NULL,
    pid integer NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    heartbeat_at timestamptz NOT NULL DEFAULT now(),
    cancel_requested_at timestamptz,
    attached_at timestamptz,
    finished_at timestamptz,
    checked_at timestamptz,
    pruned_at timestamptz
);
CREATE UNIQUE INDEX runs_one_running ON predawn.runs (status) WHERE status = 'running';

CREATE TABLE predawn.run_chunks (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    chunk_id integer NOT NULL,
    first_id text COLLATE "C" NOT NULL,
    last_id text COLLATE "C" NOT NULL,
    project_ids text[] COLLATE "C",
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done')),
    attempts integer NOT NULL DEFAULT 0,
    rows bigint,
    failed bigint,
    worker text,
    started_at timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (run_id, chunk_id)
);

CREATE TABLE predawn.run_failures (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    project_id text COLLATE "C" NOT NULL,
    content_hash bytea NOT NULL,
    error text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, project_id)
);

-- No foreign key on the partitioned table: it would make ATTACH lock runs and block heartbeats.
CREATE TABLE predawn.predictions (
    run_id bigint NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    content_hash bytea NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamptz NOT NULL,
    origin text NOT NULL,
    PRIMARY KEY (run_id, project_id)
) PARTITION BY LIST (run_id);
CREATE INDEX predictions_by_tag ON predawn.predictions (run_id, predicted_tag, score DESC, project_id);

CREATE TABLE predawn.publications (
    publication_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_run bigint REFERENCES predawn.runs,
    to_run bigint NOT NULL REFERENCES predawn.runs,
    kind text NOT NULL CHECK (kind IN ('publish', 'rollback')),
    forced boolean NOT NULL DEFAULT false,
    actor text NOT NULL,
    reason text,
    published_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE predawn.serving (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    run_id bigint REFERENCES predawn.runs,
    publication_id bigint REFERENCES predawn.publications,
    moved_at timestamptz
);
INSERT INTO predawn.serving DEFAULT VALUES;

CREATE TABLE predawn.prediction_changes (
    publication_id bigint NOT NULL REFERENCES predawn.publications,
    project_id text COLLATE "C" NOT NULL,
    from_run bigint NOT NULL,
    to_run bigint NOT NULL,
    from_tag text,
    to_tag text,
    from_score real,
    to_score real,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, publication_id)
);
CREATE INDEX prediction_changes_by_publication ON predawn.prediction_changes (publication_id);
-- Of the last days: by the publications that these had, the planner cannot tell how many changes there are.
CREATE INDEX prediction_changes_by_time ON predawn.prediction_changes (changed_at);

CREATE TABLE predawn.popular_predictions (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    content_hash bytea NOT NULL,
    predicted_tag text NOT NULL,
    score real NOT NULL,
    tags text[] NOT NULL,
    scores real[] NOT NULL,
    model_version integer NOT NULL,
    scored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, content_hash)
);

CREATE TABLE predawn.inference_log (
    inference_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_at timestamptz NOT NULL DEFAULT now(),
    project_id text COLLATE "C",
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
CREATE INDEX inference_log_by_time ON predawn.inference_log (asked_at);

CREATE TABLE predawn.run_figures (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    scope text NOT NULL CHECK (scope IN ('catalogue', 'on_demand')),
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('ok', 'warn', 'shown', 'not enough', 'not applicable')),
    value double precision,
    threshold double precision,
    detail text NOT NULL,
    measured_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, scope, name)
);

CREATE TABLE predawn.run_distributions (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    scope text NOT NULL CHECK (scope IN ('catalogue', 'on_demand')),
    distribution text NOT NULL CHECK (distribution IN (
        'tags', 'best_tags', 'scores', 'calibration', 'text_lengths')),
    position integer NOT NULL,
    label text NOT NULL,
    items bigint NOT NULL,
    lower double precision,
    upper double precision,
    mean_score double precision,
    accuracy double precision,
    PRIMARY KEY (run_id, scope, distribution, position)
);

-- What the webhook is to be told, kept until it was told or given up. The body is text, because its bytes are signed.
CREATE TABLE predawn.webhook_events (
    event_id uuid PRIMARY KEY,
    event text NOT NULL CHECK (event IN ('published', 'held', 'failed', 'missed', 'drift')),
    run_id bigint,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz,
    given_up_at timestamptz,
    error text
);
CREATE INDEX webhook_events_waiting ON predawn.webhook_events (next_attempt_at)
    WHERE delivered_at IS NULL AND given_up_at IS NULL;

CREATE TABLE predawn.api_keys (
    key_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key_sha256 bytea NOT NULL UNIQUE,
    name text NOT NULL UNIQUE,
    scopes text[] NOT NULL CHECK (scopes <@ ARRAY['lookup', 'predict', 'inspect']),
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
