-- Counts the rankings of a run, those without an item, and the items of all.
SELECT
    count(*) AS rankings,
    count(*) FILTER (WHERE cardinality(t.items) = 0) AS empty,
    coalesce(sum(cardinality(t.items)), 0)::bigint AS items
FROM {rows} AS t
