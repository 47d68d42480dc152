-- Claims the events that are due for delivery: those tried least, the oldest first, so that one that the webhook
-- never answers holds up no other one. A claim lasts for a while, so that no transaction stays open during a
-- delivery; afterwards another process may claim the event.
UPDATE predawn.webhook_events AS w
SET attempts = w.attempts + 1, next_attempt_at = now() + :lease
FROM (
    SELECT q.event_id
    FROM predawn.webhook_events AS q
    WHERE q.delivered_at IS NULL AND q.given_up_at IS NULL AND q.next_attempt_at <= now()
    ORDER BY q.attempts, q.created_at
    LIMIT :limit
    FOR UPDATE SKIP LOCKED
) AS due
WHERE w.event_id = due.event_id
RETURNING w.event_id, w.event, w.body, w.attempts, w.created_at
