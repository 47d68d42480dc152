-- The counts of the differences between the catalogue and the staged rows of a source.
SELECT
    count(*) FILTER (WHERE kind = 'new') AS new,
    count(DISTINCT project_id) FILTER (WHERE kind = 'new') AS distinct_new,
    count(*) FILTER (WHERE kind = 'removed') AS removed,
    count(*) FILTER (WHERE kind IN ('new', 'changed')) AS differing
FROM differences
