-- Everything in the schemas of Predawn, one row an object: its kind, its name, and all that it is.
WITH rooms AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('predawn', 'analytics')
), relations AS (
    -- Each run has a table, an index of its own on it, and so on; a new store has none.
    SELECT c.*, format('%s.%s', n.nspname, c.relname) AS name
    FROM pg_class AS c JOIN rooms AS n ON n.oid = c.relnamespace
    WHERE NOT c.relispartition AND c.relname !~ '^predictions_\d+'
), comments AS (
    SELECT d.description, i.type, i.identity
    FROM pg_description AS d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
    WHERE i.identity ~ '\m(predawn|analytics)\M' AND i.identity !~ 'predictions_\d'
), acls AS (
    SELECT 'relation' AS kind, name AS object, coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner)) AS acl
    FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'column', format('%s.%s', r.name, a.attname), a.attacl
    FROM pg_attribute AS a JOIN relations AS r ON r.oid = a.attrelid WHERE a.attacl IS NOT NULL
    UNION ALL
    SELECT 'schema', n.nspname, coalesce(s.nspacl, acldefault('n', s.nspowner))
    FROM rooms AS n JOIN pg_namespace AS s USING (oid)
    UNION ALL
    SELECT 'function', p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner))
    FROM pg_proc AS p JOIN rooms AS n ON n.oid = p.pronamespace
    UNION ALL
    SELECT 'type', t.oid::regtype::text, coalesce(t.typacl, acldefault('T', t.typowner))
    FROM pg_type AS t JOIN rooms AS n ON n.oid = t.typnamespace
    WHERE t.typrelid = 0 AND t.typelem = 0
)
SELECT 'schema' AS kind, n.nspname::text AS object, pg_get_userbyid(s.nspowner)::text AS definition
FROM rooms AS n JOIN pg_namespace AS s USING (oid)
UNION ALL
SELECT 'relation', name, format('%s of %s, %s, options %s, %s', relkind, pg_get_userbyid(relowner), relpersistence,
    reloptions, CASE WHEN relkind = 'p' THEN pg_get_partkeydef(oid) WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid)
    ELSE '' END)
FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
UNION ALL
SELECT 'column', format('%s.%s', r.name, a.attname), format('%s: %s collate %s, not null %s, default %s, identity %s, '
    'generated %s, storage %s, compression %s, statistics %s, options %s',
    row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum), format_type(a.atttypid, a.atttypmod),
    nullif(a.attcollation, 0)::regcollation, a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity,
    a.attgenerated, a.attstorage, a.attcompression, nullif(a.attstattarget, -1),
    -- Newer minor versions keep a number of their own there.
    array(SELECT o FROM unnest(a.attoptions) AS o WHERE o NOT LIKE 'pg_attver=%'))
FROM pg_attribute AS a JOIN relations AS r ON r.oid = a.attrelid
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'sequence', r.name, format('%s from %s by %s, %s to %s, cache %s, cycle %s, of %s', format_type(s.seqtypid, NULL),
    s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, o.owner)
FROM pg_sequence AS s JOIN relations AS r ON r.oid = s.seqrelid
LEFT JOIN LATERAL (SELECT format('%s.%s', p.refobjid::regclass, p.refobjsubid) AS owner FROM pg_depend AS p
    WHERE p.objid = s.seqrelid AND p.deptype IN ('a', 'i') AND p.refclassid = 'pg_class'::regclass) AS o ON true
UNION ALL
SELECT 'constraint', format('%s: %s', r.name, c.conname), format('%s, validated %s', pg_get_constraintdef(c.oid), c.convalidated)
FROM pg_constraint AS c JOIN relations AS r ON r.oid = c.conrelid
UNION ALL
SELECT 'index', r.name, format('%s, valid %s, clustered %s, identity %s', pg_get_indexdef(i.indexrelid), i.indisvalid,
    i.indisclustered, i.indisreplident)
FROM pg_index AS i JOIN relations AS r ON r.oid = i.indexrelid
UNION ALL
SELECT 'statistics', x.stxname, pg_get_statisticsobjdef(x.oid)
FROM pg_statistic_ext AS x JOIN rooms AS n ON n.oid = x.stxnamespace
UNION ALL
SELECT 'trigger', format('%s: %s', r.name, t.tgname), format('%s, enabled %s', pg_get_triggerdef(t.oid), t.tgenabled)
FROM pg_trigger AS t JOIN relations AS r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
SELECT 'rule', format('%s: %s', r.name, u.rulename), pg_get_ruledef(u.oid)
FROM pg_rewrite AS u JOIN relations AS r ON r.oid = u.ev_class
UNION ALL
SELECT 'policy', format('%s: %s', r.name, p.polname), format('%s %s %s using %s check %s', p.polcmd, p.polpermissive,
    p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
FROM pg_policy AS p JOIN relations AS r ON r.oid = p.polrelid
UNION ALL
SELECT 'function', p.oid::regprocedure::text, format('%s, of %s', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner))
FROM pg_proc AS p JOIN rooms AS n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p')
UNION ALL
SELECT 'type', t.oid::regtype::text, format('%s, not null %s, default %s, base %s, labels %s', t.typtype, t.typnotnull,
    t.typdefault, nullif(t.typbasetype, 0)::regtype,
    (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum AS e WHERE e.enumtypid = t.oid))
FROM pg_type AS t JOIN rooms AS n ON n.oid = t.typnamespace
WHERE t.typtype IN ('d', 'e', 'r', 'm')
UNION ALL
SELECT 'comment', format('%s %s', type, identity), description FROM comments
UNION ALL
SELECT 'right', format('%s %s to %s', kind, object, CASE grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(grantee) END),
    string_agg(format('%s%s', privilege_type, CASE WHEN is_grantable THEN ' with grant option' END), ', ' ORDER BY privilege_type)
FROM acls CROSS JOIN LATERAL aclexplode(acl) GROUP BY kind, object, grantee
UNION ALL
SELECT 'default right', format('%s of %s in %s', d.defaclobjtype, pg_get_userbyid(d.defaclrole), n.nspname), d.defaclacl::text
FROM pg_default_acl AS d LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace
UNION ALL
SELECT 'member', format('%s of %s', m.member::regrole, m.roleid::regrole), ''
FROM pg_auth_members AS m WHERE m.roleid::regrole::text LIKE 'predawn_%' AND m.member::regrole::text LIKE 'predawn_%'
ORDER BY 1, 2, 3
