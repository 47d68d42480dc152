-- Whether few projects have been changed, added or removed in a sync or since.
SELECT count(*) <= :most
FROM (SELECT FROM predawn.projects AS j WHERE j.changed_in >= :since OR j.changed_in IS NULL LIMIT :most + 1) AS c
