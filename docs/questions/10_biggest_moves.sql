-- Which scores moved most?
--
-- Projects whose tag changed with the latest publication; of a multi-label model, whose first tag did.
SELECT project_id, from_tag, to_tag, from_score, to_score, to_score - from_score AS moved
FROM analytics.prediction_changes
WHERE publication_id = (SELECT max(publication_id) FROM analytics.publications)
    AND kind IN ('publish', 'rollback')
    AND from_tag <> to_tag
ORDER BY abs(to_score - from_score) DESC, project_id
LIMIT 20
