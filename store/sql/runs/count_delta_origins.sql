-- Counts the rows of a delta run: all, predictions, scored ones, and rows of its base that they stand for.
SELECT
    count(*) AS own_rows,
    count(t.content_hash) AS rows,
    count(*) FILTER (WHERE t.origin = 'scored') AS scored,
    count(b.project_id) AS replaced
FROM {table} AS t
LEFT JOIN {base} AS b ON b.run_id = :base_run AND b.project_id = t.project_id
