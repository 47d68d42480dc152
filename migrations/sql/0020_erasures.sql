-- What people had forgotten: that it was, when, by whom, and how many rows of which table; not what it was.
CREATE TABLE predawn.erasures (
    erasure_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('project', 'text', 'before')),
    history boolean NOT NULL,
    counts jsonb NOT NULL,
    actor text NOT NULL,
    erased_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON predawn.erasures TO predawn_batch;
GRANT USAGE ON SEQUENCE predawn.erasures_erasure_id_seq TO predawn_batch;
GRANT SELECT ON predawn.erasures TO predawn_api;

-- The SHA-256 of the ids of forgotten projects, which syncs leave out of their sources.
CREATE TABLE predawn.forgotten_projects (
    id_sha256 bytea PRIMARY KEY CHECK (octet_length(id_sha256) = 32),
    forgotten_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, DELETE ON predawn.forgotten_projects TO predawn_batch;
GRANT SELECT ON predawn.forgotten_projects TO predawn_api;
