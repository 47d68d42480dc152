-- Who may do what. Only an owner may attach, detach and drop partitions, so predawn_batch owns them; and only an
-- owner may make an index, which a run does on the projects once they are filled.
GRANT USAGE, CREATE ON SCHEMA predawn TO predawn_batch;
ALTER TABLE predawn.predictions OWNER TO predawn_batch;
ALTER TABLE predawn.projects OWNER TO predawn_batch;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA predawn TO predawn_batch;
REVOKE INSERT, UPDATE, DELETE ON predawn.api_keys FROM predawn_batch;
GRANT SELECT ON predawn.predictions, predawn.projects TO predawn_owner;

GRANT USAGE ON SCHEMA predawn TO predawn_api;
GRANT SELECT ON ALL TABLES IN SCHEMA predawn TO predawn_api;
GRANT INSERT ON predawn.inference_log TO predawn_api;
REVOKE ALL ON FUNCTION predawn.set_content_hash() FROM PUBLIC;

GRANT USAGE ON SCHEMA analytics TO predawn_analyst, predawn_batch, predawn_api;
GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO predawn_analyst, predawn_batch, predawn_api;
REVOKE ALL ON FUNCTION analytics.diff(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analytics.diff(bigint, bigint) TO predawn_analyst, predawn_batch, predawn_api;
