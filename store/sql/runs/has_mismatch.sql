-- Whether a project that has changed since the last sync that a run saw is not as the run has it: it has no
-- prediction, or one of another text, or one although it left. A row of the delta stands before that of the base.
SELECT EXISTS (
    SELECT
    FROM predawn.projects AS p
    LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {run_id} AND d.project_id = p.project_id
    LEFT JOIN predawn.predictions AS b ON b.run_id = {base_run} AND b.project_id = p.project_id
    WHERE p.changed_in > :last_sync
        AND CASE WHEN d.project_id IS NULL THEN b.content_hash ELSE d.content_hash END
            IS DISTINCT FROM CASE WHEN p.removed_at IS NULL THEN p.content_hash END
)
