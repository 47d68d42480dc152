-- The labelled projects of a delta run that differ from what its base counts: with the sign -1 as the base has them, and 1
-- as they are now. These are the own rows of the run, projects whose known tags have changed since, and those whose text has
-- changed since. LIMIT 1 keeps the joins look-ups by key, also while the server has no statistics of the examples of a
-- model that was just trained; predictions are looked up for projects with a known tag alone.
WITH past AS (
    SELECT DISTINCT ON (c.project_id) c.project_id, c.tag, c.tags
    FROM predawn.label_changes AS c
    WHERE c.change_id > :labels_as_of
    ORDER BY c.project_id, c.change_id
),
differing AS (
    SELECT d.project_id FROM predawn.prediction_deltas AS d WHERE d.run_id = {run_id}
    UNION
    SELECT a.project_id FROM past AS a
    UNION
    SELECT p.project_id FROM predawn.projects AS p WHERE p.changed_in > coalesce(CAST(:last_sync AS bigint), -1)
    UNION
    SELECT p.project_id FROM predawn.projects AS p WHERE p.changed_in IS NULL
)
SELECT t.*
FROM differing AS k
LEFT JOIN past AS a ON a.project_id = k.project_id
CROSS JOIN LATERAL (
    SELECT j.tag, j.tags, j.content_hash, j.features, j.removed_at
    FROM predawn.labelled_projects AS j
    WHERE j.project_id = k.project_id
        AND (j.tag IS NOT NULL OR j.tags IS NOT NULL OR a.tag IS NOT NULL OR a.tags IS NOT NULL)
    LIMIT 1
) AS p
LEFT JOIN LATERAL (
    SELECT q.* FROM predawn.prediction_deltas AS q WHERE q.run_id = {run_id} AND q.project_id = k.project_id LIMIT 1
) AS d ON true
LEFT JOIN LATERAL (
    SELECT q.* FROM predawn.predictions AS q WHERE q.run_id = {base_run} AND q.project_id = k.project_id LIMIT 1
) AS b ON true
CROSS JOIN LATERAL (
    SELECT
        -1 AS sign,
        CASE WHEN a.project_id IS NULL THEN p.tag ELSE a.tag END AS known_tag,
        CASE WHEN a.project_id IS NULL THEN p.tags ELSE a.tags END AS known_tags,
        coalesce(b.tags[1], b.predicted_tag) AS best_tag, b.score, b.tags, b.scores, b.content_hash
    WHERE b.project_id IS NOT NULL
    UNION ALL
    SELECT 1, p.tag, p.tags, coalesce(d.tags[1], d.predicted_tag), d.score, d.tags, d.scores, d.content_hash
    WHERE p.removed_at IS NULL AND d.content_hash = p.content_hash
    UNION ALL
    SELECT 1, p.tag, p.tags, coalesce(b.tags[1], b.predicted_tag), b.score, b.tags, b.scores, b.content_hash
    WHERE p.removed_at IS NULL AND b.content_hash = p.content_hash AND d.project_id IS NULL
) AS t
LEFT JOIN LATERAL (
    SELECT e.project_id
    FROM predawn.model_examples AS e
    WHERE e.model_version = :model_version AND e.content_hash = t.content_hash AND (:refitted OR NOT e.held_out)
    LIMIT 1
) AS text_shown ON true
LEFT JOIN LATERAL (
    SELECT e.project_id
    FROM predawn.model_examples AS e
    WHERE e.model_version = :model_version AND e.project_id = k.project_id AND (:refitted OR NOT e.held_out)
        AND p.features IS NOT NULL
    LIMIT 1
) AS project_shown ON true
WHERE (t.known_tag IS NOT NULL OR t.known_tags IS NOT NULL)
    AND text_shown.project_id IS NULL AND project_shown.project_id IS NULL
