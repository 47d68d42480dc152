-- Logged texts on unknown ground, by the columns of list_reviews.sql: those that the model of a run was asked about, that are
-- less like its training texts than 95 % of the held-out projects, and that are of no project. Of each text the last entry.
SELECT
    'inference-' || i.inference_id AS project_id,
    'unknown_ground' AS why,
    CAST(floor(1000000 * (1 - i.in_domain)) AS bigint) AS urgency,
    coalesce(i.title, '') AS title,
    coalesce(i.description, '') AS description,
    i.predicted_tag,
    i.score::text::float8 AS score,
    i.tags[2] AS second_tag,
    i.scores[2]::text::float8 AS second_score,
    NULL::text[] AS known_tags,
    NULL::text[] AS corrected_tags,
    encode(i.content_hash, 'hex') AS content_hash
FROM (
    SELECT DISTINCT ON (o.content_hash) o.*
    FROM predawn.inference_log AS o
    WHERE o.project_id IS NULL
        AND o.in_domain < 0.05
        AND o.content_hash IS NOT NULL
        AND (o.title IS NOT NULL OR o.description IS NOT NULL)
        AND o.model_version = (SELECT n.model_version FROM predawn.runs AS n WHERE n.run_id = {run_id})
    ORDER BY o.content_hash, o.inference_id DESC
) AS i
WHERE NOT EXISTS (
        SELECT
        FROM predawn.corrections AS c
        WHERE c.content_hash = i.content_hash AND c.ending IS NULL AND starts_with(c.project_id, 'inference-')
    )
    AND NOT EXISTS (
        SELECT FROM predawn.projects AS j WHERE j.content_hash = i.content_hash AND j.removed_at IS NULL
    )
