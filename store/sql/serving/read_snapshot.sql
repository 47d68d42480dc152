-- The state that the API watches: the run in service, its model (the champion before the first publication),
-- the canary that is running with its model, the newest run, whether a scheduler is active, which holds lock 2 of Predawn's class, the
-- newest model and the last promotion, the last change of an answer, and the time.
SELECT
    s.run_id,
    s.publication_id,
    s.moved_at,
    r.checked_at,
    coalesce(r.model_version, m.model_version) AS model_version,
    c.canary_id,
    c.run_id AS canary_run,
    c.share AS canary_share,
    k.model_version AS canary_model,
    n.run_id AS newest_run,
    n.status AS newest_status,
    n.started_at AS newest_started_at,
    n.finished_at AS newest_finished_at,
    EXISTS (
        SELECT
        FROM pg_locks AS k
        WHERE k.locktype = 'advisory' AND k.classid = 1886545252 AND k.objid = 2 AND k.objsubid = 2
            AND k.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
            AND k.granted
    ) AS scheduler_active,
    (SELECT max(o.model_version) FROM predawn.models AS o) AS newest_model,
    (SELECT max(o.promotion_id) FROM predawn.promotions AS o) AS last_promotion,
    predawn.last_change() AS last_change,
    clock_timestamp() AS read_at
FROM predawn.serving AS s
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
LEFT JOIN predawn.models AS m ON s.run_id IS NULL AND m.status = 'champion'
LEFT JOIN predawn.canaries AS c ON c.canary_id = s.canary_id
LEFT JOIN predawn.runs AS k ON k.run_id = c.run_id
LEFT JOIN LATERAL (
    SELECT l.run_id, l.status, l.started_at, l.finished_at
    FROM predawn.runs AS l
    ORDER BY l.run_id DESC
    LIMIT 1
) AS n ON true
