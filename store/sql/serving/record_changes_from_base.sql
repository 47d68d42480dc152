-- Records the changes of a publication whose run reused all that it did not score from the run in service:
-- tags that differ, projects added, and projects removed, which are searched for only if there are any.
WITH scored AS MATERIALIZED (
    SELECT
        b.project_id,
        a.project_id IS NOT NULL AS kept,
        a.predicted_tag AS from_tag,
        b.predicted_tag AS to_tag,
        a.score AS from_score,
        b.score AS to_score
    FROM {to_table} AS b
    LEFT JOIN {from_table} AS a ON a.run_id = :from_run AND a.project_id = b.project_id
    WHERE b.origin = 'scored'
),
gone AS (
    SELECT a.project_id, a.predicted_tag AS from_tag, a.score AS from_score
    FROM {from_table} AS a
    WHERE (SELECT :reused + count(*) FROM scored WHERE kept) < :from_rows
        AND NOT EXISTS (SELECT FROM {to_table} AS b WHERE b.project_id = a.project_id)
)
INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score
)
SELECT :publication_id, project_id, :from_run, :to_run, from_tag, to_tag, from_score, to_score
FROM scored
WHERE from_tag IS DISTINCT FROM to_tag
UNION ALL
SELECT :publication_id, project_id, :from_run, :to_run, from_tag, NULL, from_score, NULL
FROM gone
