-- Can the scores be trusted?
--
-- Labelled projects that the model has not seen, by score: the mean score, and the share that was right. Where the two
-- are alike, a score is a probability.
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
