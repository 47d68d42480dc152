-- Deletes the predictions of an unfinished run whose input is no longer that of the catalogue.
DELETE FROM {table} AS t
WHERE NOT EXISTS (
    SELECT
    FROM predawn.projects AS p
    WHERE p.project_id = t.project_id AND p.content_hash = t.content_hash AND p.removed_at IS NULL
)
