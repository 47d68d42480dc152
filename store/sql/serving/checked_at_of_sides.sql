-- When the answers of a side were last known to be of today's catalogue, as a column of look_up.sql. That the catalogue
-- was read for the run in service holds for the canary, too: its row counts only if it fits the project's text.
CASE
    WHEN c.canary THEN greatest(
        s.checked_at,
        (SELECT date_part('epoch', k.checked_at) FROM predawn.runs AS k WHERE k.run_id = {canary_run})
    )
    ELSE s.checked_at
END
