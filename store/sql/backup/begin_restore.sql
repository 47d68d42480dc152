-- Makes the schemas of a restored store, in place of what was there. A table or a function can be handed only to a
-- role that may create in its schema, and a dump grants that after the tables.
BEGIN;
SET LOCAL lock_timeout = '30s';
DROP SCHEMA IF EXISTS analytics, predawn {what_is_in_them};
CREATE SCHEMA predawn;
CREATE SCHEMA analytics;
GRANT CREATE ON SCHEMA predawn, analytics TO predawn_batch;
