-- Which inputs were answered on demand?
--
-- What the API was asked about most in a day, and no run had scored. A text that many ask about may belong into the
-- catalogue.
SELECT
    coalesce(project_id, description) AS input,
    count(*) AS times,
    min(predicted_tag) AS predicted_tag,
    max(asked_at) AS last_asked_at
FROM analytics.inference_log
WHERE asked_at > now() - interval '1 day' AND source <> 'cache'
GROUP BY coalesce(project_id, description)
ORDER BY times DESC, input
LIMIT 20
