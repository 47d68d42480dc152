-- The last listed id of a band, which ends at an id if one is given; no row if none is listed.
SELECT l.project_id
FROM predawn.projects AS l
WHERE {listed} AND (CAST(:end AS text) IS NULL OR l.project_id <= :end)
ORDER BY {reversed}
LIMIT 1
