-- The rows of all delta runs on a base so far, whether they still exist or not.
SELECT coalesce(sum(own_rows), 0) FROM predawn.runs WHERE whole_run = :base_run AND run_id <> :run_id
