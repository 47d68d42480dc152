-- Gives staged changes the known tags and creation times that the catalogue has of their projects.
UPDATE predawn.staged_projects AS s
SET tag = CASE WHEN :tags THEN p.tag ELSE s.tag END,
    tags = CASE WHEN :tags THEN p.tags ELSE s.tags END,
    created_on = CASE WHEN :created_on THEN p.created_on ELSE s.created_on END
FROM predawn.projects AS p
WHERE p.project_id = s.project_id
  AND NOT s.removed
  AND (:tags AND (p.tag IS NOT NULL OR p.tags IS NOT NULL) OR :created_on AND p.created_on IS NOT NULL)
