-- The run of a listing (the one in service if none is given), whether it was ever published, whether its
-- predictions exist, when it was last checked, whether its model predicts several tags per project, and the number of
-- the last change so far.
SELECT
    r.run_id,
    coalesce(r.whole_run, r.run_id) AS base_run,
    date_part('epoch', r.checked_at) AS checked_at,
    EXISTS (SELECT FROM predawn.publications AS b WHERE b.to_run = r.run_id) AS published,
    r.pruned_at IS NULL AND NOT EXISTS (
        SELECT
        FROM unnest(ARRAY[r.run_id, coalesce(r.whole_run, r.run_id)]) AS needed (run_id)
        WHERE NOT EXISTS (
            SELECT FROM pg_inherits AS i
            WHERE i.inhrelid = to_regclass('predawn.predictions_' || needed.run_id) AND NOT i.inhdetachpending
        )
    ) AS retained,
    m.args @> '{"multi_label": true}' AS multi_label,
    coalesce(m.args->>'output', 'tags') AS output,
    predawn.last_change() AS last_change
FROM predawn.serving AS s
INNER JOIN predawn.runs AS r ON r.run_id = coalesce($1::bigint, s.run_id)
INNER JOIN predawn.models AS m ON m.model_version = r.model_version
