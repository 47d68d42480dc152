-- Which inputs were answered on demand?
--
-- The most frequent inputs of a day that no run had scored: the id of a project, or a text. A text that many ask about
-- may belong in the catalogue. Where texts are not kept, they count together.
SELECT
    coalesce(project_id, nullif(btrim(concat_ws(' ', title, description)), '')) AS input,
    count(*) AS times,
    min(predicted_tag) AS predicted_tag,
    max(asked_at) AS last_asked_at
FROM analytics.inference_log
WHERE asked_at > now() - interval '1 day' AND source <> 'cache'
GROUP BY input
ORDER BY times DESC, input
LIMIT 20
