-- What a tagger is trained on: the projects whose tag is known.
SELECT project_id, title, description, tag, content_hash
FROM predawn.projects
WHERE removed_at IS NULL AND tag IS NOT NULL
