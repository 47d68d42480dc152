-- Where a sync puts the rows of a source before it compares them with the catalogue, until the end of its
-- transaction. Not a temporary table: only other ones are read by several processes at once.
CREATE UNLOGGED TABLE predawn.staged_projects (
    row_number bigint NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    created_on timestamptz,
    tag text,
    tags text[]
)
