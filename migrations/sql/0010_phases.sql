-- How long each phase of a run took, and how many rows it dealt with. Runs from before have none.
CREATE TABLE predawn.run_phases (
    run_id bigint NOT NULL REFERENCES predawn.runs ON DELETE CASCADE,
    attempt integer NOT NULL,
    phase text NOT NULL CHECK (phase IN ('sync', 'plan', 'score', 'check', 'publish', 'prune')),
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    rows bigint,
    PRIMARY KEY (run_id, attempt, phase)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.run_phases TO predawn_batch;
GRANT SELECT ON predawn.run_phases TO predawn_api;

CREATE VIEW analytics.run_phases AS
SELECT
    run_id,
    attempt,
    phase,
    began_at,
    ended_at,
    extract(epoch FROM ended_at - began_at)::double precision AS seconds,
    rows
FROM predawn.run_phases;
COMMENT ON VIEW analytics.run_phases IS
    'The phases of each run, with their times and rows. A resumed run has those of each attempt.';
COMMENT ON COLUMN analytics.run_phases.run_id IS 'The run.';
COMMENT ON COLUMN analytics.run_phases.attempt IS 'The attempt: 1, and one more each time that the run is resumed.';
COMMENT ON COLUMN analytics.run_phases.phase IS
    'sync, plan, score, check, publish or prune, in this order; an unchanged run has no score, check and publish.';
COMMENT ON COLUMN analytics.run_phases.began_at IS 'When the phase began.';
COMMENT ON COLUMN analytics.run_phases.ended_at IS
    'When it ended; null while it is in progress. If the process of the run died, the last sign of life, set by the next run.';
COMMENT ON COLUMN analytics.run_phases.seconds IS 'How long it took; null while it is in progress.';
COMMENT ON COLUMN analytics.run_phases.rows IS
    'sync: rows of the source; plan: predictions reused; score: projects scored or failed. Null for the others.';

GRANT SELECT ON analytics.run_phases TO predawn_analyst, predawn_batch, predawn_api;
