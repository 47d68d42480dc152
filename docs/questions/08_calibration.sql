-- Can the scores be trusted?
--
-- Of labelled projects that the model has not seen, by score: how high the scores were, and how many were right. Where
-- both are alike, a score is a probability.
SELECT
    lower AS score_from,
    upper AS score_to,
    items AS projects,
    mean_score::numeric(4, 3) AS mean_score,
    accuracy::numeric(4, 3) AS accuracy
FROM analytics.run_distributions
WHERE run_id = (SELECT run_id FROM analytics.runs WHERE in_service)
    AND scope = 'catalogue'
    AND distribution = 'calibration'
ORDER BY position
