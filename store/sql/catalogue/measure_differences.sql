-- The size of the catalogue, and the counts of differences between it and a staged source.
WITH catalogue AS (
    SELECT count(*) AS projects, count(*) FILTER (WHERE removed_at IS NULL) AS active FROM predawn.projects
),
compared AS (
    SELECT
        count(*) FILTER (WHERE kind = 'new') AS new,
        count(DISTINCT project_id) FILTER (WHERE kind = 'new') AS distinct_new,
        count(*) FILTER (WHERE kind = 'removed') AS removed,
        count(*) FILTER (WHERE kind = 'gone') AS gone,
        count(*) FILTER (WHERE kind IN ('new', 'changed')) AS differing
    FROM differences
)
SELECT * FROM catalogue CROSS JOIN compared
