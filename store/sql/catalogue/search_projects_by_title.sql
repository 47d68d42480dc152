-- Of a number of projects after an id, the first whose titles contain all the words. There is no index of
-- words: building one takes 2 s for a million projects, and scanning 100,000 titles takes 0.1 s. The first
-- word is a parameter of its own, because comparing with an array takes twice as long.
SELECT *
FROM (
    SELECT *
    FROM predawn.projects AS i
    WHERE i.project_id > :after
    ORDER BY i.project_id
    LIMIT :window
) AS w
WHERE w.title ILIKE :first AND w.title ILIKE ALL (CAST(:rest AS text[]))
LIMIT :limit
