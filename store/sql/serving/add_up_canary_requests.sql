-- Adds up the requests of canaries that workers have counted, one row for each side.
WITH counted AS (
    DELETE FROM predawn.canary_requests AS n
    USING (
        SELECT canary_id, on_canary FROM predawn.canary_requests GROUP BY canary_id, on_canary HAVING count(*) > 1
    ) AS many
    WHERE n.canary_id = many.canary_id AND n.on_canary = many.on_canary
    RETURNING n.canary_id, n.on_canary, n.requests, n.errors
)
INSERT INTO predawn.canary_requests (canary_id, on_canary, requests, errors)
SELECT canary_id, on_canary, sum(requests), sum(errors)
FROM counted
GROUP BY canary_id, on_canary
