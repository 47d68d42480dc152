-- One arm of every listing: predictions for projects of the catalogue, with the columns of look_up.sql, and what the
-- listing is ordered by.
SELECT
    j.project_id,
    false AS removed,
    {run_id}::bigint AS serving_run,
    NULL::bigint AS running_canary,
    NULL::float8 AS checked_at,
    0::float8 AS modified_at,
    {run_id}::bigint AS run_id,
    p.predicted_tag,
    p.score::text AS score,
    p.tags::text AS tags,
    p.scores::text AS scores,
    p.model_version,
    date_part('epoch', p.scored_at) AS scored_at,
    substr(p.content_hash, 1, 12) AS content_hash,
    p.content_hash = j.content_hash AS is_current,
    {origin} AS origin,
    {corrected} AS corrected,
    {output}
    {listed_score} AS listed_score
FROM {rows} AS p
INNER JOIN predawn.projects AS j ON j.project_id = p.project_id AND j.removed_at IS NULL
