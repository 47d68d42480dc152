-- Partial runs score chosen projects anew; all others are as in the run that was in service.
ALTER TABLE predawn.runs DROP CONSTRAINT runs_mode_check;
ALTER TABLE predawn.runs ADD CONSTRAINT runs_mode_check CHECK (mode IN ('incremental', 'full', 'partial'));
COMMENT ON COLUMN analytics.runs.mode IS
    'incremental, full if everything was scored anew, or partial if chosen projects were.';

-- What was chosen is stored, so that a run that is resumed scores the same projects.
CREATE TABLE predawn.run_selections (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    project_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (run_id, project_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.run_selections TO predawn_batch;
GRANT SELECT ON predawn.run_selections TO predawn_api;
