-- The progress of a run: its phase, its chunks, and the rows they have stored.
SELECT
    r.run_id,
    r.status,
    r.phase,
    r.total,
    count(c.chunk_id) AS chunks,
    count(c.chunk_id) FILTER (WHERE c.status = 'done') AS done,
    coalesce(sum(c.rows), 0)::bigint AS stored
FROM predawn.runs AS r
LEFT JOIN predawn.run_chunks AS c ON c.run_id = r.run_id
WHERE r.run_id = :run_id
GROUP BY r.run_id
