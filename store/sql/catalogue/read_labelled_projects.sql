-- The training data of a tagger: projects with a known tag or known tags, and logged texts that people have corrected, as
-- long as the log has them: a log of hashes has no text to learn from. Lists are JSON.
SELECT project_id, title, description, tag, array_to_json(tags) AS tags, features, content_hash
FROM predawn.labelled_projects
WHERE removed_at IS NULL AND (tag IS NOT NULL OR tags IS NOT NULL)
UNION ALL
SELECT
    c.project_id, coalesce(i.title, ''), coalesce(i.description, ''), c.tag, array_to_json(c.tags), NULL, c.content_hash
FROM predawn.corrections AS c
JOIN predawn.inference_log AS i
    ON i.inference_id = CAST(substring(c.project_id FROM '^inference-([0-9]{1,18})$') AS bigint)
    AND i.content_hash = c.content_hash
WHERE c.ending IS NULL
    AND (i.title IS NOT NULL OR i.description IS NOT NULL)
    AND NOT EXISTS (SELECT FROM predawn.projects AS p WHERE p.project_id = c.project_id)
