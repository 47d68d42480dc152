-- Who may use the API: whether requests need a key, the secret that cursors and sessions are signed with, the
-- sessions of the dashboard that were ended by hand, and each time a person opened the API.

CREATE TABLE predawn.api_access (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    requires_key boolean NOT NULL DEFAULT false,
    signing_secret bytea NOT NULL CHECK (octet_length(signing_secret) >= 32)
);
-- The secret is a hash of three random numbers of 122 bits each. A store that ever had a key is closed.
INSERT INTO predawn.api_access (requires_key, signing_secret)
SELECT
    EXISTS (SELECT FROM predawn.api_keys),
    sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), 'UTF8'));

-- A new key closes the API, whoever makes it and by whatever means; only a person opens it again.
CREATE FUNCTION predawn.require_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE predawn.api_access SET requires_key = true;
    RETURN NULL;
END
$$;
CREATE TRIGGER keys_close_the_api AFTER INSERT ON predawn.api_keys
    FOR EACH STATEMENT EXECUTE FUNCTION predawn.require_keys();

CREATE TABLE predawn.api_openings (
    opening_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    actor text NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE predawn.ended_sessions (
    session_id bytea PRIMARY KEY CHECK (octet_length(session_id) = 16),
    expires_at timestamptz NOT NULL CHECK (isfinite(expires_at))
);
-- In the rights of the owner, because the API may add rows and not delete them.
CREATE FUNCTION predawn.forget_expired_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM predawn.ended_sessions WHERE expires_at < now();
    RETURN NULL;
END
$$;
CREATE TRIGGER expired_sessions_are_forgotten BEFORE INSERT ON predawn.ended_sessions
    FOR EACH STATEMENT EXECUTE FUNCTION predawn.forget_expired_sessions();

REVOKE ALL ON FUNCTION predawn.require_keys(), predawn.forget_expired_sessions() FROM PUBLIC;
GRANT SELECT ON predawn.api_access, predawn.ended_sessions TO predawn_api;
GRANT INSERT ON predawn.ended_sessions TO predawn_api;
-- `predawn doctor` acts as the batch, which has no use for the secret.
GRANT SELECT (singleton, requires_key) ON predawn.api_access TO predawn_batch;
GRANT SELECT ON predawn.api_openings TO predawn_batch;
