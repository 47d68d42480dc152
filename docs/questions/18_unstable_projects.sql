-- Which projects cannot make up their mind?
--
-- Projects whose tag changed with at least two publications of the last 90 days: texts between two tags, to be looked
-- at or labelled.
SELECT
    c.project_id,
    count(*) AS changes,
    array_agg(c.to_tag ORDER BY c.publication_id) AS tags,
    max(c.changed_at) AS last_changed_at
FROM analytics.prediction_changes AS c
WHERE c.changed_at > now() - interval '90 days'
    AND c.from_tag IS NOT NULL
    AND c.to_tag IS NOT NULL
GROUP BY c.project_id
HAVING count(*) >= 2
ORDER BY changes DESC, c.project_id
LIMIT 20
