-- The most requested texts that no project of the catalogue has, which of them a run already holds, and which
-- the model has scored for another run. An entry whose text could not be stored as received does not match
-- its own hash, and is left out.
WITH asked AS (
    SELECT content_hash, count(*) AS times, max(inference_id) AS newest
    FROM predawn.inference_log
    WHERE asked_at > now() - make_interval(days => :days)
        AND project_id IS NULL
        AND description IS NOT NULL
        AND content_hash IS NOT NULL
    GROUP BY content_hash
)
SELECT
    i.title,
    i.description,
    i.content_hash,
    EXISTS (
        SELECT FROM predawn.popular_predictions AS q
        WHERE q.run_id = :run_id AND q.content_hash = i.content_hash
    ) AS stored,
    EXISTS (
        SELECT FROM predawn.popular_predictions AS q
        WHERE q.model_version = :model_version AND q.run_id <> :run_id AND q.content_hash = i.content_hash
    ) AS known
FROM asked AS a
JOIN predawn.inference_log AS i ON i.inference_id = a.newest
WHERE NOT EXISTS (
        SELECT FROM predawn.projects AS j WHERE j.content_hash = a.content_hash AND j.removed_at IS NULL
    )
    AND i.content_hash
        = sha256(convert_to(coalesce(i.title, ''), 'UTF8') || CAST('\x00' AS bytea) || convert_to(i.description, 'UTF8'))
ORDER BY a.times DESC, a.newest DESC
LIMIT :top
