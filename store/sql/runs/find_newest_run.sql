-- The newest complete run of a model whose predictions are retained, and those of its base too.
SELECT r.run_id
FROM predawn.runs AS r
WHERE r.model_version = :model_version
    AND r.run_id IS DISTINCT FROM CAST(:but AS bigint)
    AND r.status IN ('ready', 'held', 'published')
    AND r.attached_at IS NOT NULL
    AND r.pruned_at IS NULL
    AND NOT EXISTS (
        SELECT
        FROM unnest(ARRAY[r.run_id, coalesce(r.whole_run, r.run_id)]) AS needed (run_id)
        WHERE NOT EXISTS (
            SELECT
            FROM pg_inherits AS i
            WHERE i.inhrelid = to_regclass('predawn.predictions_' || needed.run_id) AND NOT i.inhdetachpending
        )
    )
ORDER BY r.run_id DESC
LIMIT 1
