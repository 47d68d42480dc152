-- The training data of a tagger: projects with a known tag or known tags; lists are JSON.
SELECT project_id, title, description, tag, array_to_json(tags) AS tags, features, content_hash
FROM predawn.labelled_projects
WHERE removed_at IS NULL AND (tag IS NOT NULL OR tags IS NOT NULL)
