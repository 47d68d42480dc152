-- Features of projects: further columns of the source, as one JSON object in canonical form. They are a part of the
-- content hash of the projects that have some; all others keep theirs.

ALTER TABLE predawn.projects ADD COLUMN features text;

-- Their canonical form is written by syncs; what is written by hand would have a hash that no sync finds again.
CREATE OR REPLACE FUNCTION predawn.set_content_hash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.features IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'feature_not_supported',
            MESSAGE = concat('Project ', NEW.project_id, ' has features, which only a sync can change.'),
            HINT = 'Change it in the source of the catalogue, and sync.';
    END IF;
    NEW.content_hash :=
        sha256(convert_to(NEW.title, 'UTF8') || '\x00'::bytea || convert_to(NEW.description, 'UTF8'));
    NEW.changed_at := now();
    RETURN NEW;
END
$$;
DROP TRIGGER content_hash_of_changed ON predawn.projects;
CREATE TRIGGER content_hash_of_changed BEFORE UPDATE OF title, description, features ON predawn.projects
    FOR EACH ROW WHEN (
        (
            NEW.title IS DISTINCT FROM OLD.title
            OR NEW.description IS DISTINCT FROM OLD.description
            OR NEW.features IS DISTINCT FROM OLD.features
        )
        AND NEW.content_hash = OLD.content_hash
    )
    EXECUTE FUNCTION predawn.set_content_hash();

CREATE OR REPLACE VIEW analytics.projects AS
SELECT
    project_id,
    title,
    description,
    created_on,
    tag AS known_tag,
    tags AS known_tags,
    first_seen_at,
    changed_at,
    removed_at,
    removed_at IS NULL AS active,
    CAST(features AS jsonb) AS features
FROM predawn.projects;
COMMENT ON COLUMN analytics.projects.features IS
    'The further columns that PREDAWN_FEATURES names, as an object; null where none are named.';

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
    CASE WHEN p.run_id = (SELECT s.run_id FROM predawn.serving AS s) THEN p.origin ELSE 'reused' END AS origin,
    CAST(j.features AS jsonb) AS features
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
COMMENT ON COLUMN analytics.predictions.features IS
    'The further columns that PREDAWN_FEATURES names, as an object; null where none are named.';
