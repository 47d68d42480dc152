-- Which model was in service when?
--
-- The periods of the last 90 days in which one model was served, the newest first. Publications of the same model in
-- a row make one period; a rollback to a run of another model begins a new one.
SELECT model_version, min(published_at) AS from_time, max(ended_at) AS to_time, count(*) AS publications
FROM (
    SELECT s.*, sum(s.starts::integer) OVER (ORDER BY s.publication_id) AS period
    FROM (
        SELECT
            p.publication_id,
            p.published_at,
            lead(p.published_at, 1, now()) OVER (ORDER BY p.publication_id) AS ended_at,
            r.model_version,
            r.model_version IS DISTINCT FROM lag(r.model_version) OVER (ORDER BY p.publication_id) AS starts
        FROM analytics.publications AS p
        JOIN analytics.runs AS r ON r.run_id = p.to_run
    ) AS s
) AS periods
WHERE ended_at > now() - interval '90 days'
GROUP BY period, model_version
ORDER BY from_time DESC
