-- The projects that an earlier run has no prediction for, as they are now, and whether a run that was complete
-- since a moment may have one: not where what is there was scored before, nor where the project was not known
-- when the earlier run began. The content hashes are compared after the join: the planner takes them for
-- independent of the ids, and would expect one row to be alike.
CREATE TEMPORARY TABLE missing ON COMMIT DROP AS
SELECT
    p.project_id,
    p.content_hash,
    CASE
        WHEN b.project_id IS NULL
            THEN p.first_seen_at < (SELECT r.started_at FROM predawn.runs AS r WHERE r.run_id = {base_run})
        ELSE coalesce(b.scored_at >= %(since)s, true)
    END AS may_be_older
FROM predawn.projects AS p
LEFT JOIN {base} AS b ON b.project_id = p.project_id
WHERE p.removed_at IS NULL AND b.content_hash IS DISTINCT FROM p.content_hash
