-- Known tags that the model has not seen, against the tag that it scored highest.
SELECT p.tag, t.tags[1] AS best_tag, count(*) AS projects
FROM {table} AS t
JOIN predawn.projects AS p ON p.project_id = t.project_id AND p.content_hash = t.content_hash
WHERE p.removed_at IS NULL
    AND p.tag IS NOT NULL
    AND NOT EXISTS (
        SELECT
        FROM predawn.model_examples AS e
        WHERE e.model_version = :model_version AND e.content_hash = t.content_hash
    )
GROUP BY p.tag, best_tag
