-- The projects of which a run does not have what the catalogue asks for, with the reason, by id. A project that the run
-- could not score is none of them, as long as its text is the same.
SELECT
    coalesce(p.project_id, t.project_id) AS project_id,
    CASE
        WHEN p.project_id IS NULL THEN 'it is not in the catalogue'
        WHEN t.project_id IS NULL THEN 'it has no prediction'
        ELSE 'its prediction was made from another text'
    END AS problem
FROM (SELECT j.project_id, j.content_hash FROM predawn.projects AS j WHERE j.removed_at IS NULL) AS p
FULL JOIN predawn.run_predictions(:run_id) AS t ON t.project_id = p.project_id
WHERE t.content_hash IS DISTINCT FROM p.content_hash
    AND NOT EXISTS (
        SELECT
        FROM predawn.run_failures AS f
        WHERE f.run_id = :run_id AND f.project_id = p.project_id AND f.content_hash = p.content_hash
            AND t.project_id IS NULL
    )
ORDER BY 1
