-- Both sides of the canary that is running: what answers, what was asked, and what was corrected since.
SELECT a.side, a.run_id, a.model_version, a.share_percent::float8 AS share_percent, a.requests::bigint AS requests,
    a.errors::bigint AS errors, a.corrections
FROM analytics.canary AS a
JOIN predawn.serving AS s ON s.canary_id = a.canary_id
ORDER BY a.side
