-- How long do answers take that no run has stored?
--
-- On-demand answers of the last day by source: their number, and the times within which half of them and 95 of 100
-- were ready.
SELECT
    source,
    count(*) AS answers,
    (1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_seconds))::numeric(10, 2) AS p50_ms,
    (1000 * percentile_cont(0.95) WITHIN GROUP (ORDER BY latency_seconds))::numeric(10, 2) AS p95_ms
FROM analytics.inference_log
WHERE asked_at > now() - interval '1 day'
GROUP BY source
ORDER BY answers DESC, source
