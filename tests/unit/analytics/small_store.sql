-- Two published runs of eight projects, what changed between them, and all else that the questions ask about.
INSERT INTO predawn.models (model_version, predictor, fingerprint, status)
OVERRIDING SYSTEM VALUE VALUES (201, 'p:P', 'a', 'candidate'), (202, 'p:P', 'b', 'candidate');
INSERT INTO predawn.runs (run_id, model_version, mode, publish, trigger, status, phase, host, pid, checked_at)
OVERRIDING SYSTEM VALUE VALUES
    (200, 201, 'full', true, 'schedule', 'published', 'prune', 'h', 1, now() - interval '60 days'),
    (201, 201, 'full', true, 'schedule', 'published', 'prune', 'h', 1, now() - interval '10 days'),
    (202, 202, 'full', true, 'schedule', 'published', 'prune', 'h', 1, now() - interval '1 hour');
INSERT INTO predawn.projects (project_id, title, description, created_on, removed_at)
SELECT 'p' || i, 'Title ' || i, 'Text ' || i, timestamptz '2025-01-15 12:00+00' + i / 5 * interval '31 days',
    CASE WHEN i = 7 THEN now() END
FROM generate_series(1, 8) AS i;

CREATE TABLE predawn.predictions_201 (LIKE predawn.predictions INCLUDING ALL);
CREATE TABLE predawn.predictions_202 (LIKE predawn.predictions INCLUDING ALL);
INSERT INTO predawn.predictions_201
SELECT 201, v.id, v.tag, v.score, ARRAY[v.tag, 'audio'], ARRAY[v.score, 0.1]::real[], content_hash, 201, now(), 'scored'
FROM (VALUES
    ('p1', 'mlops', 0.9), ('p2', 'mlops', 0.6), ('p3', 'vision', 0.8), ('p4', 'mlops', 0.7), ('p5', 'mlops', 0.5),
    ('p6', 'other', 0.2), ('p7', 'vision', 0.9)
) AS v (id, tag, score)
JOIN predawn.projects AS p ON p.project_id = v.id;
INSERT INTO predawn.predictions_202
SELECT 202, v.id, v.tag, v.score, ARRAY[v.tag, 'audio'], ARRAY[v.score, 0.1]::real[],
    CASE WHEN id = 'p6' THEN '\x00'::bytea ELSE content_hash END, 202, now(), 'scored'
FROM (VALUES
    ('p1', 'mlops', 0.96), ('p2', 'vision', 0.75), ('p3', 'mlops', 0.55), ('p4', 'vision', 0.7),
    ('p5', 'vision', 0.9), ('p6', 'other', 0.25), ('p8', 'mlops', 0.4)
) AS v (id, tag, score)
JOIN predawn.projects AS p ON p.project_id = v.id;
ALTER TABLE predawn.predictions ATTACH PARTITION predawn.predictions_201 FOR VALUES IN (201);
ALTER TABLE predawn.predictions ATTACH PARTITION predawn.predictions_202 FOR VALUES IN (202);

INSERT INTO predawn.publications (publication_id, from_run, to_run, kind, actor, published_at)
OVERRIDING SYSTEM VALUE VALUES
    (200, NULL, 200, 'publish', 'nightly', now() - interval '60 days'),
    (201, 200, 201, 'publish', 'nightly', now() - interval '10 days'),
    (202, 201, 202, 'publish', 'nightly', now() - interval '1 hour');
UPDATE predawn.serving SET run_id = 202, publication_id = 202, moved_at = now();
INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score
) VALUES
    (202, 'p2', 201, 202, 'mlops', 'vision', 0.6, 0.75),
    (202, 'p3', 201, 202, 'vision', 'mlops', 0.8, 0.55),
    (202, 'p4', 201, 202, 'mlops', 'vision', 0.7, 0.7),
    (202, 'p5', 201, 202, 'mlops', 'vision', 0.5, 0.9),
    (202, 'p8', 201, 202, NULL, 'mlops', NULL, 0.4);
INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, presence, from_tag, from_score
) VALUES (201, 'p7', 201, 201, 'removal', 'vision', 0.9);

INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score, changed_at
) VALUES (200, 'p1', 200, 200, 'audio', 'mlops', 0.1, 0.9, now() - interval '60 days');

INSERT INTO predawn.run_distributions (run_id, scope, distribution, position, label, items, mean_score)
SELECT run_id, 'catalogue', 'tags', row_number() OVER (PARTITION BY run_id), predicted_tag, count(*), avg(score)
FROM predawn.predictions WHERE run_id > 200 GROUP BY run_id, predicted_tag
UNION ALL VALUES (201, 'catalogue', 'tags', 9, 'audio', 2, 0.5), (200, 'catalogue', 'tags', 1, 'mlops', 9, 0.5);
INSERT INTO predawn.run_distributions (
    run_id, scope, distribution, position, label, items, lower, upper, mean_score, accuracy
) VALUES
    (201, 'catalogue', 'calibration', 0, '0.9', 10, 0.9, 1.0, 0.95, 0.2),
    (202, 'catalogue', 'calibration', 0, '0.5', 20, 0.5, 0.6, 0.55, 0.5),
    (202, 'catalogue', 'calibration', 1, '0.9', 80, 0.9, 1.0, 0.96, 0.9);
INSERT INTO predawn.run_figures (run_id, scope, name, status, value, threshold, detail) VALUES
    (201, 'catalogue', 'tags_psi_published', 'ok', 0.01, 0.1, ''),
    (202, 'catalogue', 'tags_psi_published', 'warn', 0.31, 0.1, ''),
    (202, 'catalogue', 'tags_js_published', 'warn', 0.25, 0.2, ''),
    (202, 'on_demand', 'tags_psi_published', 'warn', 0.7, 0.5, ''),
    (202, 'on_demand', 'tags_js_published', 'ok', 0.1, 0.2, '');
INSERT INTO predawn.model_examples (
    model_version, project_id, content_hash, tag, held_out, predicted_tag, score
) VALUES
    (202, 'a', '', 'mlops', true, 'vision', 0.6), (202, 'b', '', 'mlops', true, 'vision', 0.8),
    (202, 'c', '', 'vision', true, 'mlops', 0.5), (202, 'd', '', 'vision', true, 'vision', 0.9),
    (202, 'e', '', 'vision', false, NULL, NULL), (201, 'a', '', 'vision', true, 'audio', 0.9);
INSERT INTO predawn.inference_log (
    asked_at, project_id, title, description, predicted_tag, score, tags, scores, model_version, source,
    latency_seconds
)
SELECT now() - age::interval, project_id, title, description, tag, 0.5, ARRAY[tag], '{0.5}', 202, source, 0.001
FROM (VALUES
    ('1 hour', NULL, NULL, 'What is drift', 'mlops', 'on_demand'),
    ('2 hours', NULL, NULL, 'What is drift', 'mlops', 'memory'),
    ('3 hours', NULL, NULL, 'What is drift', 'mlops', 'on_demand'),
    ('2 days', NULL, NULL, 'Long ago', 'mlops', 'on_demand'),
    ('1 hour', NULL, NULL, 'A popular one', 'mlops', 'cache'),
    ('1 hour', 'p6', 'Title 6', 'Text 6', 'other', 'on_demand'),
    ('1 hour', NULL, 'A title', '', 'vision', 'on_demand'),
    ('1 hour', NULL, 'A title', '', 'vision', 'memory'),
    ('1 hour', NULL, 'Another', '', 'mlops', 'on_demand'),
    ('1 hour', NULL, 'Another', 'with a text', 'mlops', 'on_demand')
) AS v (age, project_id, title, description, tag, source);

-- People's acts, failures and rows set aside, and what the questions about them must not count.
UPDATE predawn.models SET
    created_at = timestamptz '2025-03-01 12:00+00',
    metrics = '{"overall": {"f1": 0.8, "precision": 0.75, "recall": 0.85, "num_samples": 40}}'
WHERE model_version = 202;
UPDATE predawn.runs SET
    started_at = timestamptz '2025-03-02 01:00+00', finished_at = timestamptz '2025-03-02 01:01:30+00', total = 8, scored = 2
WHERE run_id = 202;
INSERT INTO predawn.run_failures (run_id, project_id, content_hash, error, failed_at) VALUES
    (201, 'p1', '', 'ValueError: no text', now() - interval '10 days'),
    (202, 'p1', '', 'ValueError: no text', now() - interval '1 hour'),
    (202, 'p2', '', 'ValueError: no text', now() - interval '1 hour'),
    (202, 'p3', '', 'KeyError', now() - interval '1 hour'),
    (200, 'p4', '', 'MemoryError', now() - interval '60 days');
INSERT INTO predawn.rejected_rows (row_number, project_id, reason, source) VALUES
    (3, NULL, 'the id is empty', 'a.csv'), (9, NULL, 'the id is empty', 'a.csv'), (5, 'x', 'the title is no text', 'a.csv');
INSERT INTO predawn.promotions (from_version, to_version, actor, reason, promoted_at)
VALUES (201, 202, 'ann', 'better', now() - interval '2 days');
INSERT INTO predawn.publications (publication_id, from_run, to_run, kind, forced, actor, reason, published_at)
OVERRIDING SYSTEM VALUE VALUES
    (198, NULL, 200, 'publish', true, 'bob', 'looked at', now() - interval '100 days'),
    (199, 200, 200, 'rollback', false, 'ann', 'a bad source', now() - interval '70 days');
INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score, changed_at
) VALUES
    (200, 'p2', 200, 200, 'vision', 'mlops', 0.5, 0.6, now() - interval '60 days'),
    (198, 'p3', 200, 200, 'mlops', 'vision', 0.5, 0.8, now() - interval '100 days'),
    (199, 'p8', 200, 200, 'mlops', NULL, 0.5, NULL, now() - interval '70 days');
