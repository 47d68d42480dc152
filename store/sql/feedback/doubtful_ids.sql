-- The projects that may have the most urgent reviews of a run of single tags, from indexes alone: near ties, those whose known
-- tag the run or its model contradicts, and those whose text has changed since they were corrected. A row of the base that the
-- run replaces may be among them: its project is looked at once more.
SELECT q.project_id
FROM predawn.predictions AS q
WHERE q.run_id = {base_run} AND {near}
UNION
SELECT q.project_id
FROM predawn.prediction_deltas AS q
WHERE q.run_id = {run_id} AND {near}
UNION
SELECT j.project_id
FROM predawn.projects AS j
JOIN (
    SELECT b.project_id, b.predicted_tag FROM predawn.predictions AS b WHERE b.run_id = {base_run}
    UNION ALL
    SELECT d.project_id, d.predicted_tag FROM predawn.prediction_deltas AS d WHERE d.run_id = {run_id}
) AS p ON p.project_id = j.project_id
LEFT JOIN ({held_out}) AS e ON e.content_hash = j.content_hash
WHERE j.tag IS NOT NULL
    AND j.removed_at IS NULL
    AND j.corrected_hash IS NULL
    AND (p.predicted_tag <> j.tag OR e.predicted_tag <> j.tag)
UNION
SELECT j.project_id
FROM predawn.projects AS j
WHERE j.corrected_hash <> j.content_hash
