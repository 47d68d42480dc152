-- Counts the projects that left the catalogue, or came back to it, since the run in service was published, by the tag before
-- and after.
SELECT c.from_tag, c.to_tag, count(*) AS projects
FROM predawn.prediction_changes AS c
JOIN predawn.serving AS s ON s.publication_id = c.publication_id
WHERE c.presence IN ('removal', 'return') AND num_nonnulls(c.from_tag, c.to_tag) > 0
GROUP BY c.from_tag, c.to_tag
