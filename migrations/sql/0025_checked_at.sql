-- Lookups read from the pointer alone how old the last check of the run in service is.
ALTER TABLE predawn.serving ADD COLUMN checked_at timestamptz;
UPDATE predawn.serving AS s SET checked_at = r.checked_at FROM predawn.runs AS r WHERE r.run_id = s.run_id;
