-- Which projects cannot make up their mind?
--
-- Projects whose tag changed with publications of the last 90 days, to at least two different tags: texts between two
-- tags, to be looked at or labelled. Rollbacks do not count. Of a multi-label model, it is the first tag.
SELECT
    c.project_id,
    count(*) AS changes,
    array_agg(c.to_tag ORDER BY c.publication_id) AS tags,
    max(c.changed_at) AS last_changed_at
FROM analytics.prediction_changes AS c
WHERE c.changed_at > now() - interval '90 days'
    AND c.kind = 'publish'
    AND c.from_tag <> c.to_tag
GROUP BY c.project_id
HAVING count(DISTINCT c.to_tag) >= 2
ORDER BY changes DESC, c.project_id
LIMIT 20
