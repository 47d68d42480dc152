-- The projects that the ledger lists for one chunk; runs once per chunk, as one look-up per project.
SELECT p.project_id, p.title, p.description, p.features, p.content_hash
FROM predawn.run_chunks AS c
CROSS JOIN LATERAL unnest(c.project_ids) AS listed (project_id)
JOIN predawn.projects AS p ON p.project_id = listed.project_id
WHERE c.run_id = :run_id AND c.chunk_id = :chunk_id AND p.project_id >= :first_id AND p.removed_at IS NULL {missing}
ORDER BY p.project_id
