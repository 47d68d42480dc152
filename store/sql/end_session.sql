-- Records that a session ($1) was ended before it expires ($2). Expired ones are forgotten by a trigger.
INSERT INTO predawn.ended_sessions (session_id, expires_at)
VALUES ($1, $2)
ON CONFLICT DO NOTHING
