-- The part of look_up.sql that finds the rows of projects while a canary is running: of each, that of the run which
-- answers for its side. Only that run is read.
CROSS JOIN LATERAL (SELECT predawn.canary_slot(j.project_id) < {share} AS canary) AS c
LEFT JOIN LATERAL (
    SELECT {columns}
    FROM (SELECT) AS published
    {published}
    WHERE NOT c.canary
    UNION ALL
    SELECT {columns}
    FROM (SELECT) AS canary
    {canary}
    WHERE c.canary
) AS p ON true
