-- How many projects a delta run would have otherwise than its base: those to look at that the base has no fitting
-- prediction for, or one too many, and what the predecessor has of its own of all others.
SELECT
    (SELECT count(*) FROM candidates WHERE content_hash IS DISTINCT FROM base_hash)
    + (
        SELECT count(*)
        FROM {own} AS d
        WHERE NOT EXISTS (SELECT FROM candidates AS c WHERE c.project_id = d.project_id)
    )
