-- Earlier runs of a model whose predictions still exist, the best first: complete ones, then the newest.
SELECT r.run_id, r.attached_at IS NOT NULL AS is_complete
FROM predawn.runs AS r
JOIN pg_class AS c
    ON c.relnamespace = 'predawn'::regnamespace AND c.relname = 'predictions_' || r.run_id AND c.relkind = 'r'
WHERE r.model_version = :model_version
    AND r.run_id <> :run_id
    AND r.pruned_at IS NULL
ORDER BY r.attached_at IS NULL, r.run_id DESC
