-- How many chosen projects the run in service has neither a prediction nor a failure of, because they came after it.
SELECT count(*)
FROM ({selected}) AS s
LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {in_service} AND d.project_id = s.project_id
LEFT JOIN predawn.predictions AS b
    ON d.project_id IS NULL AND b.run_id = {base_run} AND b.project_id = s.project_id
LEFT JOIN predawn.run_failures AS f ON f.run_id = {in_service} AND f.project_id = s.project_id
WHERE d.content_hash IS NULL AND b.project_id IS NULL AND f.project_id IS NULL
