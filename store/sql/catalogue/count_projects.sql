-- Counts the projects that pass filters, up to a limit.
SELECT count(*) FROM (SELECT FROM ({listed}) AS l WHERE {conditions} LIMIT :limit) AS c
