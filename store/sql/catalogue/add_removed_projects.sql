-- Adds the active projects at some positions of the table, which a source no longer has, to the differences.
INSERT INTO differences (project_id, kind)
SELECT p.project_id, 'removed'
FROM predawn.projects AS p
WHERE p.ctid = ANY (CAST(:places AS tid[])) AND p.removed_at IS NULL
