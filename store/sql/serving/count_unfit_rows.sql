-- Counts the projects on the side of the canary that is running whose text its run has not read, so that its model answers.
SELECT count(*)
FROM predawn.serving AS s
JOIN predawn.canaries AS c ON c.canary_id = s.canary_id
JOIN predawn.projects AS j ON j.removed_at IS NULL AND predawn.canary_slot(j.project_id) < c.share
LEFT JOIN {rows} AS p ON p.project_id = j.project_id AND p.content_hash = j.content_hash
WHERE p.project_id IS NULL
