-- How like the training texts a logged text is; null where that is not known.
ALTER TABLE predawn.inference_log ADD COLUMN in_domain real;

CREATE OR REPLACE VIEW analytics.inference_log AS
SELECT
    i.inference_id,
    i.asked_at,
    i.project_id,
    i.title,
    i.description,
    i.predicted_tag,
    i.score,
    i.tags,
    i.scores,
    i.model_version,
    i.source,
    i.latency_seconds,
    i.in_domain
FROM predawn.inference_log AS i;
COMMENT ON COLUMN analytics.inference_log.in_domain IS
    'The share of held-out projects that are less like the training texts than this text; below 0.05 it is unknown ground. Null if the model does not say.';

-- A logged text is corrected by its id in exports of the log, as long as the log has it.
CREATE OR REPLACE VIEW analytics.corrections AS
SELECT
    c.correction_id,
    c.project_id,
    coalesce(c.tags, ARRAY[c.tag]) AS tags,
    CASE
        WHEN c.ending IS NOT NULL THEN c.ending
        WHEN p.removed_at IS NULL AND p.content_hash = c.content_hash THEN 'in_force'
        WHEN p.removed_at IS NULL AND p.project_id IS NOT NULL THEN 'expired'
        WHEN p.project_id IS NULL AND EXISTS (
            SELECT
            FROM predawn.inference_log AS i
            WHERE i.inference_id = CAST(substring(c.project_id FROM '^inference-([0-9]{1,18})$') AS bigint)
                AND i.content_hash = c.content_hash
        ) THEN 'in_force'
        ELSE 'removed'
    END AS state,
    c.reason,
    c.actor,
    c.made_at,
    c.ended_by,
    c.ended_at
FROM predawn.corrections AS c
LEFT JOIN predawn.projects AS p ON p.project_id = c.project_id;
COMMENT ON COLUMN analytics.corrections.project_id IS
    'The corrected project; of a logged text, inference- and its number.';
COMMENT ON COLUMN analytics.corrections.state IS
    'in_force; expired while the project has another text; removed while it is not in the catalogue, or the text not in the log; withdrawn, or replaced by a later correction.';
