-- What a store holds, for the message of a backup or a restore.
SELECT
    (SELECT count(*) FROM predawn.runs) AS runs,
    (SELECT count(*) FROM predawn.models) AS models,
    (SELECT count(*) FROM predawn.projects WHERE removed_at IS NULL) AS projects,
    (SELECT s.run_id FROM predawn.serving AS s) AS serving_run
