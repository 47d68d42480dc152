-- Makes the schemas of a restored store, in place of what was there. A table or a function can be handed only to a
-- role that may create in its schema, and a dump grants that after the tables. Whoever reads the old store while it is
-- dropped waits for that. All of it is locked first, in the order in which lookups lock, and anew after a deadlock:
-- dropping has an order of its own, and after a deadlock there would be nothing left to go on with.
BEGIN;
SET LOCAL lock_timeout = '30s';
DO $$
DECLARE
    held regclass;
BEGIN
    FOR attempt IN 1..10 LOOP
        BEGIN
            FOR held IN
                SELECT c.oid
                FROM pg_class AS c
                WHERE c.relnamespace IN (to_regnamespace('analytics'), to_regnamespace('predawn'))
                    AND c.relkind IN ('r', 'p', 'v')
                ORDER BY c.relname <> 'serving', c.relkind <> 'v', c.relname
            LOOP
                EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', held);
            END LOOP;
            EXIT;
        EXCEPTION WHEN deadlock_detected THEN
            IF attempt = 10 THEN
                RAISE;
            END IF;
        END;
    END LOOP;
END
$$;
DROP SCHEMA IF EXISTS analytics, predawn {what_is_in_them};
CREATE SCHEMA predawn;
CREATE SCHEMA analytics;
GRANT CREATE ON SCHEMA predawn, analytics TO predawn_batch;
