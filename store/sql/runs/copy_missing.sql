-- Copies missing predictions from the table of an earlier run, whole or a delta, and removes those projects from the
-- missing ones. Naming the run lets the primary key serve: a few projects are looked up one by one.
WITH copied AS (
    INSERT INTO {table} (
        run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
        value, items, item_scores
    )
    SELECT
        :run_id, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash, b.model_version,
        b.scored_at, 'reused', b.value, b.items, b.item_scores
    FROM missing AS m
    JOIN {base} AS b ON b.run_id = :base_run AND b.project_id = m.project_id
    WHERE b.content_hash = m.content_hash
    RETURNING project_id
)
DELETE FROM missing AS m
USING copied AS c
WHERE m.project_id = c.project_id
