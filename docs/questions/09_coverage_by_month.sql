-- How much of each month's projects has a tag of its own?
--
-- The share that is not `other`, and the mean score, by the month in which projects were created. Projects
-- without a creation time come last, without a month; for numbers and rankings there is neither share nor score. It
-- covers all projects, so it reads every row.
SELECT
    date_trunc('month', created_on AT TIME ZONE 'UTC')::date AS month,
    count(*) AS projects,
    avg((predicted_tag <> 'other')::integer)::numeric(4, 3) AS covered,
    avg(score)::numeric(4, 3) AS mean_score
FROM analytics.predictions
GROUP BY month
ORDER BY month
