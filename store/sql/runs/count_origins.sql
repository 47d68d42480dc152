-- Counts the predictions of a run that it scored and those that it reused.
SELECT
    count(*) FILTER (WHERE origin = 'scored') AS scored,
    count(*) FILTER (WHERE origin = 'reused') AS reused
FROM {table}
