-- The projects of the catalogue that a run has a tag for; of a multi-label model it may be any of its tags.
SELECT t.project_id
FROM {rows} AS t
JOIN predawn.projects AS p ON p.project_id = t.project_id
WHERE p.removed_at IS NULL AND (t.predicted_tag = :tag OR :multi_label AND :tag = ANY (t.tags))
