-- Projects to look at, each with the hash of its text, null where it is not in the catalogue, and of the text that
-- the base has a prediction for. LIMIT 1 keeps the joins look-ups by key: joining whole tables took three times as
-- long for one project in a hundred.
CREATE TEMPORARY TABLE candidates ON COMMIT DROP AS
SELECT k.project_id, p.content_hash, b.content_hash AS base_hash
FROM ({projects}) AS k
LEFT JOIN LATERAL (
    SELECT j.content_hash
    FROM predawn.projects AS j
    WHERE j.project_id = k.project_id AND j.removed_at IS NULL
    LIMIT 1
) AS p ON true
LEFT JOIN LATERAL (
    SELECT q.content_hash FROM {base} AS q WHERE q.run_id = :base_run AND q.project_id = k.project_id LIMIT 1
) AS b ON true
