-- Counts the predictions of some tags within bounds of the score, up to a limit.
SELECT count(*)
FROM (
    SELECT FROM unnest(CAST(:tags AS text[])) AS t (tag) CROSS JOIN LATERAL ({arms}) AS p LIMIT :limit
) AS c
