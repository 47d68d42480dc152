-- What has changed since a run's labelled projects were counted: how many known tags, and whether projects were deleted.
-- Whether lists of known tags were counted too.
SELECT
    r.labels_as_of,
    EXISTS (SELECT FROM predawn.run_label_set_counts AS n WHERE n.run_id = r.run_id) AS has_sets,
    count(c.change_id) AS changes,
    coalesce(bool_or(c.project_id IS NULL) FILTER (WHERE c.change_id IS NOT NULL), false) AS deleted
FROM predawn.runs AS r
LEFT JOIN predawn.label_changes AS c ON c.change_id > r.labels_as_of
WHERE r.run_id = :run_id
GROUP BY r.run_id
