-- Which tags lie close together?
--
-- Pairs of tags that the model ranked first and second with scores less than 0.2 apart, and how many projects have
-- them; those of which a person has said the tags do not count. It covers all projects, so it reads every row.
SELECT tags[1] AS first_tag, tags[2] AS second_tag, count(*) AS projects
FROM analytics.predictions
WHERE scores[1] - scores[2] < 0.2 AND source = 'cache'
GROUP BY first_tag, second_tag
ORDER BY projects DESC, first_tag, second_tag
LIMIT 20
