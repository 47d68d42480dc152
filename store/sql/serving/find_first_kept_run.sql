-- The first run whose history is kept: of the newest ones, and begun within the time that history is kept.
SELECT greatest(
    (SELECT n.run_id FROM predawn.runs AS n ORDER BY n.run_id DESC OFFSET :most - 1 LIMIT 1),
    (SELECT min(r.run_id) FROM predawn.runs AS r WHERE r.started_at >= now() - CAST(:keep AS interval)),
    0
)
