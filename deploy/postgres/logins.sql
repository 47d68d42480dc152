-- Creates a login for each service with the one role that it needs. Run it once as a superuser in Predawn's database,
-- after migrations/sql/roles.sql. psql (15 or later) reads the passwords from the environment.
\set ON_ERROR_STOP on
\getenv migrate_password MIGRATE_PASSWORD
\getenv schedule_password SCHEDULE_PASSWORD
\getenv api_password API_PASSWORD
\getenv analyst_password ANALYST_PASSWORD

BEGIN;
CREATE ROLE predawn_migrator LOGIN PASSWORD :'migrate_password' IN ROLE predawn_owner;
CREATE ROLE predawn_scheduler LOGIN PASSWORD :'schedule_password' IN ROLE predawn_batch;
CREATE ROLE predawn_server LOGIN PASSWORD :'api_password' IN ROLE predawn_api;
CREATE ROLE predawn_reader LOGIN PASSWORD :'analyst_password' CONNECTION LIMIT 20 IN ROLE predawn_analyst;
ALTER ROLE predawn_reader SET statement_timeout = '5min';
ALTER ROLE predawn_reader SET idle_in_transaction_session_timeout = '10min';
-- Only a superuser can change this one; the login may set the others for itself.
ALTER ROLE predawn_reader SET temp_file_limit = '10GB';
ALTER ROLE predawn_reader SET search_path = analytics;
ALTER ROLE predawn_reader SET default_transaction_read_only = on;

REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"DBNAME" TO predawn_owner, predawn_batch, predawn_api, predawn_analyst;
GRANT CREATE ON DATABASE :"DBNAME" TO predawn_owner;
GRANT TEMPORARY ON DATABASE :"DBNAME" TO predawn_batch;
-- By default every login may create large objects of any size, which no service needs.
REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) FROM PUBLIC;
-- Every login may also take advisory locks, and could block the nightly run with that of runs.
DO $$
DECLARE
    lock regprocedure;
BEGIN
    FOR lock IN
        SELECT oid
        FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_(xact_)?lock(_shared)?$'
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', lock);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO predawn_owner, predawn_batch', lock);
    END LOOP;
END
$$;
COMMIT;
