-- How many projects the catalogue has, and how many of them a staged source lacks.
SELECT
    (SELECT count(*) FROM predawn.projects WHERE removed_at IS NULL) AS active,
    (SELECT count(*) FROM differences WHERE kind = 'removed') AS missing
