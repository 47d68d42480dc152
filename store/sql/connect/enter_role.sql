-- Begins a session in a role, if its login is a member of it; other logins keep their own rights.
SELECT set_config('role', r.rolname, false)
FROM pg_roles AS r
WHERE r.rolname = '{role}' AND pg_has_role(session_user, r.oid, 'MEMBER')
