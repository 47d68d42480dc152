-- The projects whose current text an earlier run has no prediction for, and whether a run that was complete
-- since a moment may have one: it has none if the existing prediction was scored before, or if the project
-- was unknown when the earlier run began. The content hashes are compared after the join: the planner takes
-- them for independent of the ids, and would expect one row to match.
CREATE TEMPORARY TABLE missing ON COMMIT DROP AS
SELECT
    p.project_id,
    p.content_hash,
    CASE
        WHEN b.project_id IS NULL
            THEN p.first_seen_at < (SELECT r.started_at FROM predawn.runs AS r WHERE r.run_id = :base_run)
        ELSE coalesce(b.scored_at >= :since, true)
    END AS may_be_older
FROM predawn.projects AS p
LEFT JOIN {base} AS b ON b.project_id = p.project_id
WHERE p.removed_at IS NULL AND b.content_hash IS DISTINCT FROM p.content_hash
