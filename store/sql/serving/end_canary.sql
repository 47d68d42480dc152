-- Ends the canary that is running, if there is one; returns its number.
WITH ended AS (
    UPDATE predawn.canaries AS c
    SET ending = :ending, ended_by = :actor, ended_reason = :reason, ended_at = clock_timestamp()
    FROM predawn.serving AS s
    WHERE c.canary_id = s.canary_id
    RETURNING c.canary_id
)
UPDATE predawn.serving
SET canary_id = NULL, canary_at = clock_timestamp()
FROM ended
RETURNING ended.canary_id
