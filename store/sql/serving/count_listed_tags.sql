-- Counts the projects by tag in a multi-label run, each project under all of its tags, and under `other` if
-- it has none.
SELECT coalesce(u.tag, p.predicted_tag) AS predicted_tag, count(*) AS projects
FROM predawn.predictions AS p
LEFT JOIN LATERAL unnest(p.tags) AS u (tag) ON true
WHERE p.run_id = :run_id
GROUP BY 1
