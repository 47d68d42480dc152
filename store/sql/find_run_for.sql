-- The newest run that counts for a due time of the schedule: it began then or later, and it ended (well or
-- not), was cancelled by a person, or is running. An interrupted run does not count, nor does one that claims
-- to be running while nobody holds the run lock, nor one of chosen projects, nor one that was to publish nothing,
-- nor one of the future, which began while the clock was wrong and would stand for every due time until then.
SELECT r.run_id
FROM predawn.runs AS r
WHERE r.started_at >= :due
    AND r.started_at <= now() + interval '1 minute'
    AND r.mode <> 'partial'
    AND r.publish
    AND (
        r.status IN ('published', 'unchanged', 'ready', 'held', 'failed')
        OR (r.status = 'cancelled' AND r.cancel_requested_at IS NOT NULL)
        OR (r.status = 'running' AND :locked)
    )
ORDER BY r.run_id DESC
LIMIT 1
