-- Adds the projects of a staged source that the catalogue has never had.
INSERT INTO predawn.projects (project_id, title, description, created_on, tag, tags, features, target, content_hash, changed_in)
SELECT
    s.project_id,
    s.title,
    s.description,
    s.created_on,
    s.tag,
    s.tags,
    s.features,
    s.target,
    sha256(
        convert_to(s.title, 'UTF8') || '\x00'::bytea || convert_to(s.description, 'UTF8')
        || coalesce('\x00'::bytea || convert_to(s.features, 'UTF8'), ''::bytea)
    ),
    :sync_id
FROM differences AS d
JOIN predawn.staged_projects AS s ON s.ctid = d.staged_row
WHERE d.kind = 'new'
