-- How many predictions of a run were scored by it, and how many were carried over.
SELECT
    count(*) FILTER (WHERE origin = 'scored') AS scored,
    count(*) FILTER (WHERE origin = 'reused') AS reused
FROM {table}
