-- Counts the projects that have left the catalogue, or come back to it, since the run in service was published, by the tag
-- before and after; no tag of models that say none.
SELECT
    c.from_tag,
    c.to_tag,
    CASE WHEN num_nonnulls(c.from_tag, c.from_value, c.from_items) = 0 THEN 'added' ELSE 'removed' END AS change,
    count(*) AS projects
FROM ({departures}) AS c
WHERE num_nonnulls(c.from_tag, c.to_tag, c.from_value, c.to_value, c.from_items, c.to_items) > 0
GROUP BY c.from_tag, c.to_tag, change
