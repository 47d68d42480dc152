-- Take up what the webhook is to be told now, the oldest first. Who takes an event up has it for a while, so that no
-- transaction is open while the webhook is waited for; another process may have it after that.
UPDATE predawn.webhook_events AS w
SET attempts = w.attempts + 1, next_attempt_at = now() + :lease
FROM (
    SELECT q.event_id
    FROM predawn.webhook_events AS q
    WHERE q.delivered_at IS NULL AND q.given_up_at IS NULL AND q.next_attempt_at <= now()
    ORDER BY q.created_at
    LIMIT :most
    FOR UPDATE SKIP LOCKED
) AS due
WHERE w.event_id = due.event_id
RETURNING w.event_id, w.event, w.body, w.attempts, w.created_at
