-- Divides the projects still to be scored into ranges of equal size, numbered after the finished chunks.
WITH numbered AS (
    SELECT p.project_id, (row_number() OVER (ORDER BY p.project_id) - 1) / :chunk_rows AS position
    FROM {projects}
),
cut AS (
    SELECT
        position,
        min(project_id) AS first_id,
        max(project_id) AS last_id,
        count(*) AS projects,
        {project_ids} AS project_ids
    FROM numbered
    GROUP BY position
),
entered AS (
    INSERT INTO predawn.run_chunks (run_id, chunk_id, first_id, last_id, project_ids)
    SELECT
        :run_id,
        coalesce((SELECT max(chunk_id) + 1 FROM predawn.run_chunks WHERE run_id = :run_id), 0) + position,
        first_id,
        last_id,
        project_ids
    FROM cut
)
SELECT coalesce(sum(projects), 0) FROM cut
