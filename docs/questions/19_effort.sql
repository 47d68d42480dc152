-- What does a night take?
--
-- The latest runs: how long each took, how much of it the model had to score, and how many rows it stored.
SELECT
    run_id,
    status,
    started_at,
    extract(epoch FROM duration)::numeric(10, 1) AS seconds,
    total,
    scored,
    (scored / nullif(total, 0)::numeric)::numeric(4, 3) AS share_scored,
    own_rows
FROM analytics.runs
WHERE finished_at IS NOT NULL
ORDER BY run_id DESC
LIMIT 30
