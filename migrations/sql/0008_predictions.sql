-- The predictions in service. PostgreSQL plans the union of two tables as one scan, with their indexes, as long as each
-- half is a table and nothing else: so the conditions stand outside.
CREATE OR REPLACE VIEW analytics.predictions AS
SELECT
    p.project_id,
    j.title,
    j.description,
    j.created_on,
    j.tag AS known_tag,
    j.tags AS known_tags,
    p.predicted_tag,
    p.score,
    p.tags,
    p.scores,
    p.content_hash = j.content_hash AS fits_text,
    (SELECT s.run_id FROM predawn.serving AS s) AS run_id,
    p.model_version,
    p.scored_at,
    CASE WHEN p.run_id = (SELECT s.run_id FROM predawn.serving AS s) THEN p.origin ELSE 'reused' END AS origin
FROM (
    SELECT
        false AS differs, b.run_id, b.project_id, b.predicted_tag, b.score, b.tags, b.scores, b.content_hash,
        b.model_version, b.scored_at, b.origin
    FROM predawn.predictions AS b
    UNION ALL
    SELECT
        true, d.run_id, d.project_id, d.predicted_tag, d.score, d.tags, d.scores, d.content_hash,
        d.model_version, d.scored_at, d.origin
    FROM predawn.prediction_deltas AS d
) AS p
JOIN predawn.projects AS j ON j.project_id = p.project_id
WHERE p.run_id = CASE
        WHEN p.differs THEN (SELECT s.run_id FROM predawn.serving AS s)
        ELSE (
            SELECT coalesce(r.whole_run, r.run_id)
            FROM predawn.serving AS s
            JOIN predawn.runs AS r ON r.run_id = s.run_id
        )
    END
    AND p.predicted_tag IS NOT NULL
    AND j.removed_at IS NULL
    AND NOT EXISTS (
        SELECT FROM predawn.prediction_deltas AS d
        WHERE d.run_id = (SELECT s.run_id FROM predawn.serving AS s) AND d.project_id = p.project_id AND NOT p.differs
    );
