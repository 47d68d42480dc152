-- The login, and whether the roles exist, are granted, and can create the schemas.
WITH wanted (rolname) AS (
    VALUES ('predawn_owner'), ('predawn_batch'), ('predawn_api'), ('predawn_analyst')
),
present AS (
    SELECT r.oid, r.rolname FROM pg_roles AS r JOIN wanted USING (rolname)
)
SELECT
    session_user::text AS login,
    current_database()::text AS database,
    current_setting('server_version_num')::integer AS server_version,
    me.rolsuper AS superuser,
    me.rolsuper OR me.rolcreaterole AS may_create_roles,
    (SELECT count(*) FROM present) = 4
        AND EXISTS (
            SELECT FROM present
            WHERE rolname = 'predawn_owner'
                AND pg_has_role(session_user, oid, 'MEMBER')
                AND has_database_privilege(oid, current_database(), 'CREATE')
        )
        AND EXISTS (
            SELECT
            FROM present AS owner, present AS batch
            WHERE owner.rolname = 'predawn_owner' AND batch.rolname = 'predawn_batch'
                AND pg_has_role(owner.oid, batch.oid, 'MEMBER')
        ) AS ready
FROM pg_roles AS me
WHERE me.rolname = session_user;
