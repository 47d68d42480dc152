-- Counts the predictions of a whole run, and those of them that it scored.
SELECT count(*) AS own_rows, count(*) FILTER (WHERE origin = 'scored') AS scored
FROM {table}
