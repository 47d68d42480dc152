-- A store of {projects} projects as analysts find it after some months: two models, three published runs, the changes by
-- each, figures, and a log of on-demand predictions. The rows are the same each time.
CREATE FUNCTION pg_temp.tag(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN n % 58 = 0 THEN 'mlops' ELSE 'tag-' || n % 58 END
$$;

INSERT INTO predawn.models (model_version, predictor, artifact, artifact_sha256, status, created_at)
OVERRIDING SYSTEM VALUE VALUES
    (101, 'model.tagger:Tagger', 'a', 'a', 'candidate', now() - interval '100 days'),
    (102, 'model.tagger:Tagger', 'b', 'b', 'candidate', now() - interval '10 days');

INSERT INTO predawn.projects (project_id, title, description, created_on, tag, content_hash)
SELECT
    'g' || lpad(i::text, 8, '0'),
    'A title of project ' || i,
    repeat('graph networks and words ', 8),
    timestamptz '2024-01-01 00:00+00' + i % 720 * interval '1 day',
    CASE WHEN i % 10 = 0 THEN pg_temp.tag(i) END,
    sha256(i::text::bytea)
FROM generate_series(1, {projects}) AS i;

INSERT INTO predawn.model_examples (
    model_version, project_id, content_hash, tag, held_out, predicted_tag, score
)
SELECT
    model_version,
    'g' || lpad(i::text, 8, '0'),
    sha256(i::text::bytea),
    pg_temp.tag(i),
    i % 50 = 0,
    CASE WHEN i % 50 = 0 THEN pg_temp.tag(i + i % 3) END,
    CASE WHEN i % 50 = 0 THEN 0.7 END
FROM generate_series(10, {projects}, 10) AS i
CROSS JOIN (VALUES (101), (102)) AS m (model_version);

INSERT INTO predawn.runs (
    run_id, model_version, mode, publish, trigger, status, phase, total, host, pid, started_at, finished_at,
    attached_at, checked_at
)
OVERRIDING SYSTEM VALUE
SELECT
    run_id, model_version, 'incremental', true, 'schedule', 'published', 'prune', {projects}, 'host', 1, at, at, at, at
FROM (VALUES
    (101, 101, now() - interval '90 days'),
    (102, 101, now() - interval '40 days'),
    (103, 102, now() - interval '1 hour')
) AS r (run_id, model_version, at);

DO $$
DECLARE
    run integer;
BEGIN
    FOR run IN 101..103 LOOP
        EXECUTE format('CREATE TABLE predawn.predictions_%s (LIKE predawn.predictions)', run);
        EXECUTE format(
            'INSERT INTO predawn.predictions_%1$s SELECT %1$s, ''g'' || lpad(i::text, 8, ''0''),'
            ' pg_temp.tag(i + (i %% 20 < %1$s - 101)::integer), 0.2 + (i::bigint * 7919 %% 1000) / 1250.0,'
            ' ARRAY[pg_temp.tag(i), pg_temp.tag(i + 1)], ARRAY[0.6, 0.2 + i %% 3 * 0.15]::real[], sha256(i::text::bytea),'
            ' CASE WHEN %1$s = 103 THEN 102 ELSE 101 END, now() - interval ''1 hour'', ''scored'''
            ' FROM generate_series(1, {projects}) AS i',
            run
        );
        EXECUTE format('ALTER TABLE predawn.predictions_%s ADD PRIMARY KEY (run_id, project_id)', run);
        EXECUTE format(
            'CREATE INDEX predictions_%1$s_by_tag'
            ' ON predawn.predictions_%1$s (run_id, predicted_tag, score DESC, project_id)', run
        );
        EXECUTE format(
            'ALTER TABLE predawn.predictions ATTACH PARTITION predawn.predictions_%1$s FOR VALUES IN (%1$s)', run
        );
    END LOOP;
END
$$;

-- One publication each night. All but the last alternate between two runs, which does not matter to readers of changes.
INSERT INTO predawn.publications (publication_id, from_run, to_run, kind, actor, published_at)
OVERRIDING SYSTEM VALUE
SELECT
    100 + n,
    CASE WHEN n > 1 THEN 101 + n % 2 END,
    CASE WHEN n = 61 THEN 103 ELSE 102 - n % 2 END,
    'publish',
    'nightly',
    CASE WHEN n = 61 THEN now() - interval '1 hour' ELSE now() - (100 - n) * interval '1 day' END
FROM generate_series(1, 61) AS n;
UPDATE predawn.serving SET run_id = 103, publication_id = 161, moved_at = now();

-- A third of the projects changed in earlier nights, a hundredth last night.
INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score, changed_at
)
SELECT
    p.publication_id,
    'g' || lpad(i::text, 8, '0'),
    p.from_run,
    p.to_run,
    pg_temp.tag(i + last_night),
    pg_temp.tag(i + last_night + 1),
    0.4,
    0.4 + (i % 500) / 1000.0,
    p.published_at
FROM (
    SELECT i, 102 + i / 3 % 59 AS publication_id, 0 AS last_night FROM generate_series(3, {projects}, 3) AS i
    UNION ALL
    SELECT i, 161, 1 FROM generate_series(100, {projects}, 100) AS i
) AS changed
JOIN predawn.publications AS p ON p.publication_id = changed.publication_id;

-- Distributions and figures outlive the runs: those of a hundred earlier nights are there.
INSERT INTO predawn.runs (
    run_id, model_version, mode, publish, trigger, status, phase, total, host, pid, started_at, finished_at, pruned_at
)
OVERRIDING SYSTEM VALUE
SELECT
    n, 101, 'incremental', true, 'schedule', 'published', 'prune', {projects}, 'host', 1, at, at, at + interval '7 days'
FROM generate_series(1, 100) AS n
CROSS JOIN LATERAL (VALUES (now() - (191 - n) * interval '1 day')) AS v (at);

INSERT INTO predawn.run_distributions (run_id, scope, distribution, position, label, items, mean_score)
SELECT run_id, 'catalogue', 'tags', i, pg_temp.tag(i), {projects} / 58, 0.6
FROM generate_series(0, 57) AS i
CROSS JOIN predawn.runs;

INSERT INTO predawn.run_distributions (
    run_id, scope, distribution, position, label, items, lower, upper, mean_score, accuracy
)
SELECT
    run_id, 'catalogue', 'calibration', i, i / 10.0, {projects} / 100, i / 10.0, (i + 1) / 10.0, i / 10.0 + 0.05,
    i / 10.0
FROM generate_series(2, 9) AS i
CROSS JOIN predawn.runs;

INSERT INTO predawn.run_figures (run_id, scope, name, status, value, threshold, detail)
SELECT run_id, scope, 'figure_' || n, 'ok', 0.01, 0.1, 'a figure'
FROM predawn.runs
CROSS JOIN (VALUES ('catalogue'), ('on_demand')) AS s (scope)
CROSS JOIN generate_series(1, 7) AS n;
UPDATE predawn.run_figures SET name = 'tags_psi_published' WHERE name = 'figure_1';

INSERT INTO predawn.inference_log (
    asked_at, description, predicted_tag, score, tags, scores, model_version, source, latency_seconds
)
SELECT
    now() - i * interval '90 days' / {projects} * 2,
    'A text that was asked about ' || i % 1000,
    pg_temp.tag(i),
    0.5,
    ARRAY[pg_temp.tag(i)],
    ARRAY[0.5]::real[],
    102,
    'on_demand',
    0.001
FROM generate_series(1, {projects} / 2) AS i;

-- What people did, what could not be scored, and what the latest sync set aside.
INSERT INTO predawn.promotions (from_version, to_version, actor, reason, promoted_at)
VALUES (101, 102, 'an operator', 'a better F1', now() - interval '2 hours');
UPDATE predawn.models SET metrics = '{"overall": {"f1": 0.9, "precision": 0.9, "recall": 0.9, "num_samples": 1000}}';
INSERT INTO predawn.run_failures (run_id, project_id, content_hash, error, failed_at)
SELECT 103, 'g' || lpad(i::text, 8, '0'), sha256(i::text::bytea), 'ValueError: no words', now() - interval '1 hour'
FROM generate_series(1, {projects}, 1000) AS i;
INSERT INTO predawn.rejected_rows (row_number, project_id, reason, source)
SELECT i, NULL, 'the id is empty', 'projects.csv'
FROM generate_series(1, {projects}, 1000) AS i;
