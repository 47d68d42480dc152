-- The run that a listing is of (the one in service where none is given), whether its predictions are there,
-- and when it was last checked.
SELECT
    r.run_id,
    date_part('epoch', r.checked_at) AS checked_at,
    EXISTS (
        SELECT FROM pg_inherits AS i
        WHERE i.inhrelid = to_regclass('predawn.predictions_' || r.run_id) AND NOT i.inhdetachpending
    ) AS retained
FROM predawn.serving AS s
INNER JOIN predawn.runs AS r ON r.run_id = coalesce($1::bigint, s.run_id)
