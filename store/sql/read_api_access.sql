-- Whether requests need a key, the secret of signatures, and the sessions that were ended before their time; the
-- API reads this once a second.
SELECT
    a.requires_key,
    a.signing_secret,
    ARRAY(SELECT e.session_id FROM predawn.ended_sessions AS e WHERE e.expires_at > now()) AS ended_sessions
FROM predawn.api_access AS a
