-- The four roles of Predawn; none can log in. A login is given one of them, or all, by GRANT.
-- predawn_owner   owns the schemas and runs migrations; stands above predawn_batch
-- predawn_batch   syncs the catalogue, trains, runs, publishes; owns the partitions of predictions
-- predawn_api     reads, and appends to inference_log
-- predawn_analyst reads the views of schema analytics
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['predawn_owner', 'predawn_batch', 'predawn_api', 'predawn_analyst'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- somebody else created it at the same moment
            END;
        END IF;
    END LOOP;
END
$$;
GRANT predawn_batch TO predawn_owner;
