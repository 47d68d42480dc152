-- Updates the projects that differ from a staged source or had been removed.
UPDATE predawn.projects AS p
SET title = s.title,
    description = s.description,
    created_on = s.created_on,
    tag = s.tag,
    tags = s.tags,
    features = s.features,
    target = s.target,
    content_hash = sha256(
        convert_to(s.title, 'UTF8') || '\x00'::bytea || convert_to(s.description, 'UTF8')
        || coalesce('\x00'::bytea || convert_to(s.features, 'UTF8'), ''::bytea)
    ),
    changed_at = CASE
        WHEN p.removed_at IS NOT NULL
            OR p.title <> s.title
            OR p.description <> s.description
            OR p.features IS DISTINCT FROM s.features
            THEN now()
        ELSE p.changed_at
    END,
    changed_in = CASE
        WHEN p.removed_at IS NOT NULL
            OR p.title <> s.title
            OR p.description <> s.description
            OR p.features IS DISTINCT FROM s.features
            THEN :sync_id
        ELSE p.changed_in
    END,
    removed_at = NULL
FROM differences AS d
JOIN predawn.staged_projects AS s ON s.ctid = d.staged_row
WHERE d.kind = 'changed' AND p.project_id = d.project_id
