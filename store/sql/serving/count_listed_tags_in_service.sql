-- How many projects have each tag in a multi-label run, each of them counted for all of its tags, and for `other` where it
-- has none.
SELECT coalesce(u.tag, p.predicted_tag) AS predicted_tag, count(*) AS projects
FROM predawn.predictions AS p
LEFT JOIN LATERAL unnest(p.tags) AS u (tag) ON true
WHERE p.run_id = :run_id
GROUP BY 1
