-- Carry over from an earlier run what was predicted for inputs that are still the same. Where little is
-- missing, that is found first ({materialised}), and the run is named for the sake of the primary key: the
-- few projects are then looked up one by one. Otherwise the planner, who takes id and content hash for
-- independent, would join all of both tables.
WITH wanted AS {materialised} (
    SELECT p.project_id, p.content_hash
    FROM predawn.projects AS p
    WHERE p.removed_at IS NULL {missing}
)
INSERT INTO {table} (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin
)
SELECT
    {run_id}, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash, b.model_version,
    b.scored_at, 'reused'
FROM wanted AS w
JOIN {base} AS b ON b.run_id = {base_run} AND b.project_id = w.project_id
WHERE b.content_hash = w.content_hash
