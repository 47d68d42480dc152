-- The progress of a run: what its chunks have stored in all attempts, and of the current attempt since when it works and
-- scores, how many projects had a prediction when it was planned, and how many it has scored or could not score since.
SELECT
    r.run_id,
    r.status,
    r.phase,
    r.attempt,
    r.total,
    a.kept,
    c.stored,
    c.done,
    c.failed,
    a.began_at,
    a.scoring_since,
    r.heartbeat_at,
    clock_timestamp() AS read_at
FROM predawn.runs AS r
CROSS JOIN LATERAL (
    SELECT
        min(p.began_at) AS began_at,
        min(p.began_at) FILTER (WHERE p.phase = 'score') AS scoring_since,
        min(p.rows) FILTER (WHERE p.phase = 'plan') AS kept
    FROM predawn.run_phases AS p
    WHERE p.run_id = r.run_id AND p.attempt = r.attempt
) AS a
CROSS JOIN LATERAL (
    SELECT
        coalesce(sum(k.rows), 0)::bigint AS stored,
        coalesce(sum(k.rows + k.failed) FILTER (WHERE k.started_at >= a.scoring_since), 0)::bigint AS done,
        coalesce(sum(k.failed) FILTER (WHERE k.started_at >= a.scoring_since), 0)::bigint AS failed
    FROM predawn.run_chunks AS k
    WHERE k.run_id = r.run_id
) AS c
WHERE r.run_id = :run_id
