-- Adds tombstones for what the base has, of another text, of projects that were to be scored and have no
-- prediction, because they failed or were removed meanwhile. A chunk that has stored as many as it lists has none of
-- these. LIMIT 1 keeps the joins look-ups by key, of these alone.
INSERT INTO {table} (run_id, project_id)
SELECT :run_id, l.project_id
FROM predawn.run_chunks AS c
CROSS JOIN LATERAL unnest(c.project_ids) AS l (project_id)
LEFT JOIN LATERAL (
    SELECT t.project_id FROM {table} AS t WHERE t.run_id = :run_id AND t.project_id = l.project_id LIMIT 1
) AS own ON true
CROSS JOIN LATERAL (
    SELECT q.content_hash
    FROM {base} AS q
    WHERE q.run_id = :base_run AND q.project_id = l.project_id AND own.project_id IS NULL
    LIMIT 1
) AS b
LEFT JOIN predawn.projects AS p ON p.project_id = l.project_id AND p.removed_at IS NULL
WHERE c.run_id = :run_id
    AND c.rows IS DISTINCT FROM cardinality(c.project_ids)
    AND b.content_hash IS DISTINCT FROM p.content_hash
ON CONFLICT DO NOTHING
