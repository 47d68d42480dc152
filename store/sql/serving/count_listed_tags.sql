-- Counts the projects by tag in a multi-label run, each project under all of its tags, and under `other` if
-- it has none.
SELECT coalesce(u.tag, p.predicted_tag) AS predicted_tag, count(*) AS projects
FROM predawn.run_predictions(:run_id) AS p
LEFT JOIN LATERAL unnest(p.tags) AS u (tag) ON true
GROUP BY 1
