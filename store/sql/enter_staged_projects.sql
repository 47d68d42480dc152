-- Enter what is staged into a catalogue that was new; an id that was entered already is left out, and so counted.
INSERT INTO predawn.projects (project_id, title, description, created_on, tag, content_hash)
SELECT
    project_id,
    title,
    description,
    created_on,
    tag,
    sha256(convert_to(title, 'UTF8') || '\x00'::bytea || convert_to(description, 'UTF8'))
FROM staged_projects
ON CONFLICT (project_id) DO NOTHING
