-- Which scores moved most?
--
-- Projects whose tag changed with the latest publication.
SELECT project_id, from_tag, to_tag, from_score, to_score, to_score - from_score AS moved
FROM analytics.prediction_changes
WHERE publication_id = (SELECT max(publication_id) FROM analytics.publications)
    AND from_tag IS NOT NULL
    AND to_tag IS NOT NULL
ORDER BY abs(to_score - from_score) DESC, project_id
LIMIT 20
