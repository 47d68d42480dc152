-- The latest canaries that have ended, with what was asked of either side. Requests are found by an index, corrections are
-- left out: counting those of each canary reads all of them.
SELECT
    c.canary_id, c.run_id, c.from_run, c.share, c.projects, c.differing, c.started_at, c.ended_at, c.ending,
    c.ended_by, coalesce(c.ended_reason, c.reason) AS reason, q.requests, q.errors, q.requests_beside, q.errors_beside
FROM predawn.canaries AS c
CROSS JOIN LATERAL (
    SELECT
        coalesce(sum(n.requests) FILTER (WHERE n.on_canary), 0)::bigint AS requests,
        coalesce(sum(n.errors) FILTER (WHERE n.on_canary), 0)::bigint AS errors,
        coalesce(sum(n.requests) FILTER (WHERE NOT n.on_canary), 0)::bigint AS requests_beside,
        coalesce(sum(n.errors) FILTER (WHERE NOT n.on_canary), 0)::bigint AS errors_beside
    FROM predawn.canary_requests AS n
    WHERE n.canary_id = c.canary_id
) AS q
WHERE c.ending IS NOT NULL
ORDER BY c.canary_id DESC
LIMIT :top
