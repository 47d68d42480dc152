-- Whether a chosen project has another text than the one that a complete partial run has its prediction for.
SELECT EXISTS (
    SELECT
    FROM ({selected}) AS s
    LEFT JOIN {table} AS t ON t.run_id = :run_id AND t.project_id = s.project_id
    WHERE t.content_hash IS DISTINCT FROM s.content_hash
)
