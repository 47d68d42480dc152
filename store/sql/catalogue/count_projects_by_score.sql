-- Counts the predictions of some tags, or the numbers, within bounds, and the corrected projects, up to a limit.
SELECT count(*)
FROM (
    SELECT 1 FROM unnest(CAST(:tags AS text[])) AS t (tag) CROSS JOIN LATERAL ({arms}) AS p
    UNION ALL
    SELECT 1 FROM ({corrected_arm}) AS p
    LIMIT :limit
) AS c
