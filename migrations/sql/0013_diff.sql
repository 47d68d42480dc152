-- predawn_batch owns the tables of predictions, and who owns a table can let those who read it evaluate an expression, by a
-- constraint that the planner looks at. A function in the rights of the owner of the schema must not read them.
GRANT CREATE ON SCHEMA analytics TO predawn_batch;
ALTER FUNCTION analytics.diff(bigint, bigint) OWNER TO predawn_batch;
REVOKE CREATE ON SCHEMA analytics FROM predawn_batch;
