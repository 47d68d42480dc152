-- A page of the changes after a number ($1). A score is the decimal number that lookups show.
SELECT
    c.change_id,
    coalesce(c.presence, b.kind) AS kind,
    c.project_id,
    c.from_tag,
    c.to_tag,
    c.from_tags,
    c.to_tags,
    c.from_value,
    c.to_value,
    c.from_items,
    c.to_items,
    c.to_score::text::float8 AS score,
    c.to_run AS run_id,
    c.publication_id,
    c.changed_at AS at
FROM predawn.prediction_changes AS c
JOIN predawn.publications AS b ON b.publication_id = c.publication_id
WHERE c.change_id > $1
ORDER BY c.change_id
LIMIT $2
