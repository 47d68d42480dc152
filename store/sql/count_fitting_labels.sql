-- The predictions of a run that fit the catalogue, by known tag, the tag that was scored highest, and whether the
-- model was trained on the project. The content hashes are compared after the join: the planner takes them for
-- independent of the ids, and would expect one row where there are as many as projects.
SELECT
    p.tag AS known_tag,
    t.tags[1] AS best_tag,
    e.content_hash IS NOT NULL AS seen,
    count(*) FILTER (WHERE p.content_hash = t.content_hash) AS projects
FROM {table} AS t
JOIN predawn.projects AS p ON p.project_id = t.project_id
LEFT JOIN (
    SELECT DISTINCT content_hash FROM predawn.model_examples WHERE model_version = :model_version
) AS e ON e.content_hash = p.content_hash
WHERE p.removed_at IS NULL
GROUP BY known_tag, best_tag, seen
