-- Holds the rows of a source during a sync, until its transaction ends. It is not a temporary table, because
-- PostgreSQL scans those with one process only.
CREATE UNLOGGED TABLE predawn.staged_projects (
    row_number bigint NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    created_on timestamptz,
    tag text,
    tags text[],
    features text,
    target double precision,
    removed boolean NOT NULL DEFAULT false
)
