-- Takes a project out of the counts of the attached runs that have a row or a failure of it, before both are deleted. A
-- delta run has its own row, or else that of its base, which it reused; a tombstone is a row of its own without a prediction.
UPDATE predawn.runs AS r
SET
    total = r.total - (n.origin <> '' OR n.failed)::integer,
    scored = r.scored - (n.origin = 'scored')::integer,
    reused = r.reused - (n.origin = 'reused')::integer,
    failed = r.failed - n.failed::integer,
    own_rows = r.own_rows - n.own::integer
FROM (
    SELECT
        e.run_id,
        d.project_id IS NOT NULL OR coalesce(b.run_id = e.run_id, false) AS own,
        f.project_id IS NOT NULL AS failed,
        coalesce(
            CASE
                WHEN d.content_hash IS NOT NULL THEN d.origin
                WHEN d.project_id IS NULL AND b.run_id = e.run_id THEN b.origin
                WHEN d.project_id IS NULL AND b.run_id IS NOT NULL THEN 'reused'
            END,
            ''
        ) AS origin
    FROM predawn.runs AS e
    LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = e.run_id AND d.project_id = :project_id
    LEFT JOIN predawn.predictions AS b
        ON b.run_id = coalesce(e.whole_run, e.run_id) AND b.project_id = :project_id
    LEFT JOIN predawn.run_failures AS f ON f.run_id = e.run_id AND f.project_id = :project_id
    WHERE e.run_id = ANY (CAST(:runs AS bigint[]))
) AS n
WHERE r.run_id = n.run_id AND (n.origin <> '' OR n.failed OR n.own)
RETURNING r.run_id
