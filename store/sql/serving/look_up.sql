-- Many projects' answers: pointer, row and project in one statement, so that an answer never mixes runs. Values
-- that are sent on unchanged come as text or as seconds since 1970, which are the cheapest to turn into JSON.
-- LIMIT 1 keeps the joins nested loops, whatever the statistics say of tables with one row.
SELECT
    j.project_id,
    j.removed_at IS NOT NULL AS removed,
    s.run_id AS serving_run,
    s.canary_id AS running_canary,
    {checked_at} AS checked_at,
    date_part('epoch', greatest(s.moved_at, s.canary_at, j.changed_at, j.corrected_at)) AS modified_at,
    p.run_id,
    p.predicted_tag,
    p.score::text AS score,
    p.tags::text AS tags,
    p.scores::text AS scores,
    p.model_version,
    date_part('epoch', p.scored_at) AS scored_at,
    substr(p.content_hash, 1, 12) AS content_hash,
    coalesce(p.content_hash = j.content_hash, false) AS is_current,
    p.origin,
    {corrected} AS corrected
    {output}
FROM (
    SELECT a.run_id, a.canary_id, a.moved_at, a.canary_at, date_part('epoch', a.checked_at) AS checked_at
    FROM predawn.serving AS a
    LIMIT 1
) AS s
INNER JOIN predawn.projects AS j ON j.project_id = ANY(CAST(:project_ids AS text[]))
{rows}
