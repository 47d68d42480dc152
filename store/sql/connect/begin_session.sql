-- Begins a session: sets what statements rely on, whatever an administrator has set for the login, the database
-- or the server, and enters a role if the login is a member of it.
SET TimeZone = 'UTC';
SET DateStyle = 'ISO, MDY';
SET IntervalStyle = 'postgres';
SET bytea_output = 'hex';
SET extra_float_digits = 1;
SET standard_conforming_strings = on;
SET array_nulls = on;
SET transform_null_equals = off;
SET search_path = public;
-- The planner would evaluate the constraints of tables, which their owners write, in the rights of whoever reads.
SET constraint_exclusion = off;
SET default_transaction_isolation = 'read committed';
SET default_transaction_deferrable = off;
SET statement_timeout = '{statement_timeout}s';
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET idle_session_timeout = 0;
-- Without a role, or with one that does not exist, to_regrole is null and nothing is set. Finding the role in the
-- view pg_roles took longer than all other statements here together.
SELECT pg_catalog.set_config('role', '{role}', false)
WHERE pg_catalog.pg_has_role(session_user, pg_catalog.to_regrole(nullif('{role}', '')), 'MEMBER');
