-- Whether a complete partial run lacks a chosen project as it is now, or has scored one that has another text since or has
-- left.
SELECT EXISTS (
    SELECT
    FROM ({selected}) AS s
    FULL JOIN (
        SELECT r.project_id, r.content_hash FROM {table} AS r WHERE r.run_id = :run_id AND r.origin = 'scored'
    ) AS t ON t.project_id = s.project_id
    WHERE t.content_hash IS DISTINCT FROM s.content_hash
)
