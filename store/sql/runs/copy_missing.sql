-- Copies missing predictions from the table of an earlier run, whole or a delta, and removes those projects from the
-- missing ones. Naming the run lets the primary key serve: a few projects are looked up one by one.
WITH copied AS (
    INSERT INTO {table} (
        run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin,
        value, items, item_scores
    )
    SELECT
        :run_id, s.project_id, s.predicted_tag, s.score, s.tags, s.scores, s.content_hash, s.model_version,
        s.scored_at, 'reused', s.value, s.items, s.item_scores
    FROM missing AS m
    JOIN {source} AS s ON s.run_id = :source_run AND s.project_id = m.project_id
    WHERE s.content_hash = m.content_hash
    RETURNING project_id
)
DELETE FROM missing AS m
USING copied AS c
WHERE m.project_id = c.project_id
