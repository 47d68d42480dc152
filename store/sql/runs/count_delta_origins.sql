-- Counts the rows of a delta run: all, predictions, scored ones, and rows of its base that they stand for. LIMIT 1 keeps
-- the join look-ups by key: the server has no statistics of the table yet.
SELECT
    count(*) AS own_rows,
    count(t.content_hash) AS rows,
    count(*) FILTER (WHERE t.origin = 'scored') AS scored,
    count(b.project_id) AS replaced
FROM {table} AS t
LEFT JOIN LATERAL (
    SELECT q.project_id FROM {base} AS q WHERE q.run_id = :base_run AND q.project_id = t.project_id LIMIT 1
) AS b ON true
