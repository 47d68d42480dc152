-- Where does the model disagree with known tags?
--
-- Counts only projects that were held out when the model in service was evaluated; of those it was trained on, it knows
-- the answer. Of a multi-label model, a known tag that it did not predict and a predicted one that is not known count
-- each alone, without the other and without a score.
SELECT d.known_tag, d.predicted_tag, count(*) AS projects, avg(d.score)::numeric(4, 3) AS mean_score
FROM analytics.model_examples AS e
CROSS JOIN LATERAL (
    SELECT e.known_tag, e.predicted_tag, e.score WHERE e.predicted_tag <> e.known_tag
    UNION ALL
    SELECT tag, NULL, NULL FROM unnest(e.known_tags) AS tag WHERE tag <> ALL (e.predicted_tags)
    UNION ALL
    SELECT NULL, tag, NULL FROM unnest(e.predicted_tags) AS tag WHERE tag <> ALL (e.known_tags)
) AS d
WHERE e.model_version = (SELECT model_version FROM analytics.runs WHERE in_service)
    AND e.held_out
    AND (e.predicted_tag, e.predicted_tags) IS DISTINCT FROM (e.known_tag, e.known_tags)
GROUP BY d.known_tag, d.predicted_tag
ORDER BY projects DESC, d.known_tag, d.predicted_tag
