-- The keys that are valid now; the API reads them once a second.
SELECT key_id, key_sha256, name, scopes, created_at
FROM predawn.api_keys
WHERE revoked_at IS NULL
