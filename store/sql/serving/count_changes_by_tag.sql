-- Counts the changes of a publication by the tags before and after; null where the project was added or
-- removed.
SELECT c.from_tag, c.to_tag, count(*) AS projects
FROM predawn.prediction_changes AS c
WHERE c.publication_id = :publication_id AND c.presence IS NULL
    AND num_nonnulls(c.from_tag, c.to_tag) > 0
GROUP BY c.from_tag, c.to_tag
ORDER BY projects DESC, c.from_tag, c.to_tag
