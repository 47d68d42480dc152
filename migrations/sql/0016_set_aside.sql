-- How many rows of its source a run has set aside; null for runs from before, and for runs that read no source.
ALTER TABLE predawn.runs ADD COLUMN set_aside bigint;

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
    r.own_rows,
    r.set_aside
FROM predawn.runs AS r;
COMMENT ON COLUMN analytics.runs.set_aside IS
    'Rows of the source that were set aside when the run read it; rejected_rows has those of the latest reading. Null for a run that read no source, and for runs from before these were counted.';
