-- Adds what the partitioned table has and the run's table lacks, and the index that reviews or listings of its output go
-- by. The check saves ATTACH a scan of every row.
CREATE INDEX IF NOT EXISTS predictions_{run_id}_by_tag
    ON {table} (run_id, predicted_tag, score DESC, project_id);
{output_index}
ALTER TABLE {table} DROP CONSTRAINT IF EXISTS predictions_{run_id}_run_id_check;
ALTER TABLE {table} ADD CONSTRAINT predictions_{run_id}_run_id_check CHECK (run_id = {run_id});
