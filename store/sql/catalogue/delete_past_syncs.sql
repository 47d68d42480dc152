-- Deletes syncs that are past, but not the last one, nor the last that read a whole source.
DELETE FROM predawn.syncs AS s
WHERE (
        s.synced_at < now() - CAST(:keep AS interval)
        OR s.sync_id <= (SELECT n.sync_id FROM predawn.syncs AS n ORDER BY n.sync_id DESC OFFSET :most LIMIT 1)
    )
    AND s.sync_id <> (SELECT max(l.sync_id) FROM predawn.syncs AS l)
    AND s.sync_id IS DISTINCT FROM (SELECT max(l.sync_id) FROM predawn.syncs AS l WHERE l.kind = 'whole')
