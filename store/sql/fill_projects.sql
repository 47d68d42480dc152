-- Make a staged source the catalogue, which has never had a project.
INSERT INTO predawn.projects (project_id, title, description, created_on, tag, content_hash)
SELECT
    project_id,
    title,
    description,
    created_on,
    tag,
    sha256(convert_to(title, 'UTF8') || '\x00'::bytea || convert_to(description, 'UTF8'))
FROM staged_projects
