-- Counts the predictions of some tags, or the numbers, within bounds, and the corrected projects, up to a limit. Below it those of
-- removed projects are left out.
WITH c AS MATERIALIZED (
    SELECT p.project_id FROM unnest(CAST(:tags AS text[])) AS t (tag) CROSS JOIN LATERAL ({arms}) AS p
    UNION ALL
    SELECT p.project_id FROM ({corrected_arm}) AS p
    LIMIT :limit
)
SELECT CASE
    WHEN (SELECT count(*) FROM c) = :limit THEN :limit
    ELSE (
        SELECT count(*)
        FROM c
        JOIN predawn.projects AS j ON j.project_id = c.project_id
        WHERE j.removed_at IS NULL
    )
END
