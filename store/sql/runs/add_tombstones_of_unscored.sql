-- Adds tombstones for what the base has, of another text, of projects that were to be scored and have no
-- prediction, because they failed or were removed meanwhile.
INSERT INTO {table} (run_id, project_id)
SELECT :run_id, l.project_id
FROM predawn.run_chunks AS c
CROSS JOIN LATERAL unnest(c.project_ids) AS l (project_id)
JOIN {base} AS b ON b.run_id = :base_run AND b.project_id = l.project_id
LEFT JOIN predawn.projects AS p ON p.project_id = l.project_id AND p.removed_at IS NULL
WHERE c.run_id = :run_id AND b.content_hash IS DISTINCT FROM p.content_hash
ON CONFLICT DO NOTHING
