-- Projects to look at, each with the hash of its text, null where it is not in the catalogue, and of the text that
-- the base has a prediction for. LIMIT 1 keeps the join look-ups by key: joining whole tables took three times as
-- long for one project in a hundred.
CREATE TEMPORARY TABLE candidates ON COMMIT DROP AS
SELECT k.project_id, k.content_hash, b.content_hash AS base_hash
FROM ({projects}) AS k
LEFT JOIN LATERAL (
    SELECT q.content_hash FROM {base} AS q WHERE q.run_id = :base_run AND q.project_id = k.project_id LIMIT 1
) AS b ON true
