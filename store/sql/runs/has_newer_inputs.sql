-- Whether a run lacks a prediction for a project that is new or changed since a moment. The search ends at
-- the first one, while comparing the run with the whole catalogue takes as long for one as for all.
SELECT EXISTS (
    SELECT
    FROM predawn.projects AS p
    WHERE p.changed_at >= :since
        AND p.removed_at IS NULL
        AND NOT EXISTS (
            SELECT
            FROM {table} AS t
            WHERE t.run_id = :run_id AND t.project_id = p.project_id AND t.content_hash = p.content_hash
        )
)
