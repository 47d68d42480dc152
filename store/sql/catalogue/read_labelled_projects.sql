-- What a tagger is trained on: the projects whose tag is known, or whose tags are; lists go as JSON.
SELECT project_id, title, description, tag, array_to_json(tags), content_hash
FROM predawn.projects
WHERE removed_at IS NULL AND (tag IS NOT NULL OR tags IS NOT NULL)
