-- Where does the model disagree with known tags?
--
-- Counts only projects that were held out when the model in service was evaluated; of those it was trained on, it knows
-- the answer.
SELECT e.known_tag, e.predicted_tag, count(*) AS projects, avg(e.score)::numeric(4, 3) AS mean_score
FROM analytics.model_examples AS e
WHERE e.model_version = (SELECT model_version FROM analytics.runs WHERE in_service)
    AND e.held_out
    AND e.predicted_tag <> e.known_tag
GROUP BY e.known_tag, e.predicted_tag
ORDER BY projects DESC, e.known_tag, e.predicted_tag
