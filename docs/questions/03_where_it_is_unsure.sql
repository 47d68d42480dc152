-- Where is the model unsure?
--
-- The projects of a tag with the lowest scores, and their second tag: the ones to look at, or to label. Those of which
-- a person has said the tag are left out.
SELECT project_id, title, score, tags[2] AS runner_up, scores[2] AS runner_up_score
FROM analytics.predictions
WHERE predicted_tag = 'mlops' AND source = 'cache'
ORDER BY score, project_id DESC
LIMIT 20
