-- Canaries: a second run that answers for a share of the projects, always the same ones, beside the run in service.

-- What has been answered so, and what was known of it beforehand. It outlives the runs.
CREATE TABLE predawn.canaries (
    canary_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id bigint NOT NULL,
    -- The run in service when it started.
    from_run bigint NOT NULL CHECK (from_run <> run_id),
    -- In ten-thousandths.
    share integer NOT NULL CHECK (share BETWEEN 1 AND 9999),
    -- The projects of its side: all, those with another stored answer, and those that a model has to be asked about.
    projects bigint NOT NULL,
    differing bigint NOT NULL,
    unknown bigint NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ending text CHECK (ending IN ('promoted', 'stopped', 'rolled_back', 'replaced')),
    ended_by text,
    ended_reason text,
    ended_at timestamptz,
    CHECK ((ending IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX canaries_one_running ON predawn.canaries ((ending IS NULL)) WHERE ending IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.canaries TO predawn_batch;
GRANT USAGE ON SEQUENCE predawn.canaries_canary_id_seq TO predawn_batch;
GRANT SELECT ON predawn.canaries TO predawn_api;

-- Pointer and canary are of one row, so that a lookup reads both of one moment.
ALTER TABLE predawn.serving
    ADD COLUMN canary_id bigint REFERENCES predawn.canaries,
    ADD COLUMN canary_at timestamptz;

-- The requests of either side, which workers of the API append now and then, and pruning adds up.
CREATE TABLE predawn.canary_requests (
    canary_id bigint NOT NULL REFERENCES predawn.canaries,
    on_canary boolean NOT NULL,
    requests bigint NOT NULL,
    errors bigint NOT NULL,
    counted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX canary_requests_of_canary ON predawn.canary_requests (canary_id, on_canary);
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.canary_requests TO predawn_batch;
GRANT SELECT, INSERT ON predawn.canary_requests TO predawn_api;

-- A number from 0 to 9999 for the id of a project: below the share of a canary, the project is on its side. MD5 is the same
-- in every version of PostgreSQL, so that a project keeps its side after an upgrade, a restore, and on a replica.
CREATE FUNCTION predawn.canary_slot(id text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT mod(CAST(CAST('x' || left(md5(id), 7) AS bit(28)) AS integer), 10000)
$$;
REVOKE ALL ON FUNCTION predawn.canary_slot(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION predawn.canary_slot(text) TO predawn_batch, predawn_api, predawn_analyst;

CREATE VIEW analytics.canary AS
SELECT
    c.canary_id,
    s.side,
    s.run_id,
    r.model_version,
    round(CAST(CASE WHEN s.on_canary THEN c.share ELSE 10000 - c.share END AS numeric) / 100, 2) AS share_percent,
    c.started_at,
    c.ended_at,
    coalesce(c.ending, 'running') AS state,
    c.actor,
    c.reason,
    c.ended_by,
    c.ended_reason,
    CASE WHEN s.on_canary THEN c.projects END AS projects_at_start,
    CASE WHEN s.on_canary THEN c.differing END AS differing_at_start,
    CASE WHEN s.on_canary THEN c.unknown END AS unknown_at_start,
    q.requests,
    q.errors,
    (
        SELECT count(*)
        FROM predawn.corrections AS k
        WHERE k.made_at >= c.started_at
            AND (c.ended_at IS NULL OR k.made_at < c.ended_at)
            AND (predawn.canary_slot(k.project_id) < c.share) = s.on_canary
    ) AS corrections,
    (
        SELECT jsonb_object_agg(t.predicted_tag, t.projects)
        FROM (
            SELECT a.predicted_tag, count(*) AS projects
            FROM (
                SELECT b.project_id, b.predicted_tag
                FROM predawn.predictions AS b
                WHERE b.run_id = coalesce(r.whole_run, r.run_id)
                    AND NOT EXISTS (
                        SELECT FROM predawn.prediction_deltas AS d
                        WHERE d.run_id = r.run_id AND d.project_id = b.project_id
                    )
                UNION ALL
                SELECT d.project_id, d.predicted_tag
                FROM predawn.prediction_deltas AS d
                WHERE d.run_id = r.run_id
            ) AS a
            JOIN predawn.projects AS j ON j.project_id = a.project_id AND j.removed_at IS NULL
            WHERE c.ending IS NULL
                AND a.predicted_tag IS NOT NULL
                AND (predawn.canary_slot(a.project_id) < c.share) = s.on_canary
            GROUP BY a.predicted_tag
        ) AS t
    ) AS tags
FROM predawn.canaries AS c
CROSS JOIN LATERAL (
    VALUES
        ('canary', true, c.run_id),
        (
            'published',
            false,
            CASE WHEN c.ending IS NULL THEN (SELECT v.run_id FROM predawn.serving AS v) ELSE c.from_run END
        )
) AS s (side, on_canary, run_id)
LEFT JOIN predawn.runs AS r ON r.run_id = s.run_id
CROSS JOIN LATERAL (
    SELECT coalesce(sum(n.requests), 0) AS requests, coalesce(sum(n.errors), 0) AS errors
    FROM predawn.canary_requests AS n
    WHERE n.canary_id = c.canary_id AND n.on_canary = s.on_canary
) AS q;
GRANT SELECT ON analytics.canary TO predawn_analyst, predawn_batch, predawn_api;

COMMENT ON VIEW analytics.predictions IS
    'The predictions of the run in service, one row for each project of the catalogue that has one; projects that left the catalogue are not in it, nor what a canary answers.';
COMMENT ON VIEW analytics.changes IS
    'What GET /changes tells: each change of a stored answer''s tag, in order. The first publication, which changed every answer, is not spelled out, and a canary has no part in it.';
COMMENT ON VIEW analytics.canary IS
    'Canaries, and both sides of each: the projects that the canary answers for, and all others. The other views stay with the run in service.';
COMMENT ON COLUMN analytics.canary.canary_id IS
    'The number of the canary; a later one has a higher number.';
COMMENT ON COLUMN analytics.canary.side IS
    'canary: the projects of its share; published: all others.';
COMMENT ON COLUMN analytics.canary.run_id IS
    'The run that answers for the side; of a canary that has ended, published is the run that was in service at its start.';
COMMENT ON COLUMN analytics.canary.model_version IS
    'The model of the run.';
COMMENT ON COLUMN analytics.canary.share_percent IS
    'The share of the ids that are on the side, in percent.';
COMMENT ON COLUMN analytics.canary.started_at IS
    'When the canary started.';
COMMENT ON COLUMN analytics.canary.ended_at IS
    'When it ended; null while it is running.';
COMMENT ON COLUMN analytics.canary.state IS
    'running; promoted if its run was published; stopped; rolled_back if a rollback ended it; replaced by one with another share.';
COMMENT ON COLUMN analytics.canary.actor IS
    'Who started it.';
COMMENT ON COLUMN analytics.canary.reason IS
    'The reason that was given.';
COMMENT ON COLUMN analytics.canary.ended_by IS
    'Who ended it; null while it is running.';
COMMENT ON COLUMN analytics.canary.ended_reason IS
    'The reason that was given for the end, if there was one.';
COMMENT ON COLUMN analytics.canary.projects_at_start IS
    'The projects of the catalogue on the side of the canary at its start; null for the other side.';
COMMENT ON COLUMN analytics.canary.differing_at_start IS
    'Those of them whose stored answer was another one from then on; null for the other side.';
COMMENT ON COLUMN analytics.canary.unknown_at_start IS
    'Those of them that a model had to be asked about, because the text is newer than one of the runs; null for the other side.';
COMMENT ON COLUMN analytics.canary.requests IS
    'The predictions of the side that the API was asked for; each worker adds its number once a minute.';
COMMENT ON COLUMN analytics.canary.errors IS
    'Those of them that it answered with an error of its own, 500 and above.';
COMMENT ON COLUMN analytics.canary.corrections IS
    'The corrections that people made of projects of the side while it was running.';
COMMENT ON COLUMN analytics.canary.tags IS
    'The number of projects of the side by the tag that the run predicts, as an object; null when the canary has ended.';
