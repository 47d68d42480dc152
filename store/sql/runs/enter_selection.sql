-- Enters the projects that a partial run scores.
INSERT INTO predawn.run_selections (run_id, project_id)
SELECT :run_id, chosen.project_id
FROM unnest(CAST(:ids AS text[])) AS chosen (project_id)
