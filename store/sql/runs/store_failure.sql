-- Records a project that could not be scored.
INSERT INTO predawn.run_failures (run_id, project_id, content_hash, error)
VALUES (:run_id, :project_id, :content_hash, :error)
ON CONFLICT (run_id, project_id) DO UPDATE
SET content_hash = excluded.content_hash, error = excluded.error, failed_at = now()
