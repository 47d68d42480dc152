-- Some active projects, as if at random but always the same; reads the whole catalogue.
SELECT project_id, title, description, features
FROM predawn.projects
WHERE removed_at IS NULL
ORDER BY content_hash, project_id
LIMIT :rows
