-- Deletes a batch of expired entries, the oldest first, by the index on their time.
DELETE FROM predawn.inference_log
WHERE inference_id IN (
    SELECT inference_id
    FROM predawn.inference_log
    WHERE asked_at < :before
    ORDER BY asked_at
    LIMIT :batch
)
