-- The projects that a run must look at where nobody knows what its predecessor saw, each with the hash of its text, null
-- where it is not in the catalogue: what the predecessor has of its own, and all whose text is not the one that it has a
-- prediction for.
SELECT k.project_id, p.content_hash
FROM (
    SELECT t.project_id FROM {own} AS t
    UNION
    SELECT coalesce(p.project_id, b.project_id)
    FROM (SELECT j.project_id, j.content_hash FROM predawn.projects AS j WHERE j.removed_at IS NULL) AS p
    FULL JOIN predawn.run_predictions(:predecessor) AS b ON b.project_id = p.project_id
    WHERE b.content_hash IS DISTINCT FROM p.content_hash
) AS k
LEFT JOIN predawn.projects AS p ON p.project_id = k.project_id AND p.removed_at IS NULL
