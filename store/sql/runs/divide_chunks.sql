-- Divides the chunks still pending, and counts their projects. The parts get new numbers: a worker taken for lost may still hold an old one.
WITH pending AS (
    SELECT chunk_id, first_id, last_id, project_ids
    FROM predawn.run_chunks
    WHERE run_id = :run_id AND status = 'pending'
),
begun AS (
    UPDATE predawn.run_chunks SET status = 'done', finished_at = clock_timestamp()
    WHERE run_id = :run_id AND status = 'pending' AND rows IS NOT NULL
),
untouched AS (
    DELETE FROM predawn.run_chunks WHERE run_id = :run_id AND status = 'pending' AND rows IS NULL
),
projects AS (
    SELECT c.chunk_id, false AS listed, p.project_id
    FROM pending AS c
    JOIN predawn.projects AS p ON p.project_id >= c.first_id AND p.project_id <= c.last_id
    WHERE c.project_ids IS NULL AND p.removed_at IS NULL
    UNION ALL
    SELECT c.chunk_id, true, listed.project_id
    FROM pending AS c
    CROSS JOIN LATERAL unnest(c.project_ids) AS listed (project_id)
    WHERE listed.project_id >= c.first_id
),
numbered AS (
    SELECT
        chunk_id,
        listed,
        project_id,
        row_number() OVER (PARTITION BY chunk_id ORDER BY project_id) - 1 AS place,
        greatest(:min_rows, least(:max_rows, ceil(count(*) OVER () / CAST(:parts AS numeric))))::bigint AS size
    FROM projects
),
cut AS (
    SELECT
        min(project_id) AS first_id,
        max(project_id) AS last_id,
        CASE WHEN listed THEN array_agg(project_id) END AS project_ids
    FROM numbered
    GROUP BY chunk_id, listed, place / size
),
parts AS (
    INSERT INTO predawn.run_chunks (run_id, chunk_id, first_id, last_id, project_ids)
    SELECT
        :run_id,
        (SELECT max(chunk_id) FROM predawn.run_chunks WHERE run_id = :run_id) + row_number() OVER (ORDER BY first_id),
        first_id,
        last_id,
        project_ids
    FROM cut
)
SELECT count(*) FROM projects
