-- A run after those of analyst_store.sql, stored as the difference of every tenth project, and in service.
INSERT INTO predawn.runs (
    run_id, model_version, mode, publish, trigger, status, phase, total, host, pid, started_at, finished_at, attached_at,
    checked_at, whole_run
)
OVERRIDING SYSTEM VALUE
SELECT
    104, model_version, mode, publish, trigger, status, phase, total, host, pid, now(), now(), now(), now(), run_id
FROM predawn.runs
WHERE run_id = 103;

CREATE TABLE predawn.prediction_deltas_104 (LIKE predawn.prediction_deltas INCLUDING ALL);
INSERT INTO predawn.prediction_deltas_104 (
    run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin
)
SELECT 104, project_id, predicted_tag, score, tags, scores, content_hash, model_version, now(), 'scored'
FROM predawn.predictions
WHERE run_id = 103 AND right(project_id, 1) = '3';
ALTER TABLE predawn.prediction_deltas ATTACH PARTITION predawn.prediction_deltas_104 FOR VALUES IN (104);

INSERT INTO predawn.publications (publication_id, from_run, to_run, kind, actor)
OVERRIDING SYSTEM VALUE VALUES (162, 103, 104, 'publish', 'nightly');
INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score
)
SELECT 162, project_id, from_run, 104, from_tag, to_tag, from_score, to_score
FROM predawn.prediction_changes
WHERE publication_id = 161;
INSERT INTO predawn.run_distributions (
    run_id, scope, distribution, position, label, items, lower, upper, mean_score, accuracy
)
SELECT 104, scope, distribution, position, label, items, lower, upper, mean_score, accuracy
FROM predawn.run_distributions
WHERE run_id = 103;
UPDATE predawn.serving SET run_id = 104, publication_id = 162, moved_at = now();
