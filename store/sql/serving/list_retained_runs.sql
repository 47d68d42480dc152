-- The runs whose predictions are retained, and the bases that any of them is read with.
WITH ranked AS (
    SELECT run_id, status, row_number() OVER (PARTITION BY status ORDER BY run_id DESC) AS position
    FROM predawn.runs
    WHERE pruned_at IS NULL AND status IN ('published', 'ready', 'held', 'failed')
),
last_publish AS (
    SELECT b.from_run
    FROM predawn.publications AS b
    JOIN predawn.serving AS s ON s.run_id = b.to_run
    WHERE b.kind = 'publish' AND b.from_run IS DISTINCT FROM b.to_run
    ORDER BY b.publication_id DESC
    LIMIT 1
),
retained AS (
    SELECT run_id
    FROM ranked
    WHERE position <= CASE status WHEN 'published' THEN :published ELSE :unpublished END
    UNION
    SELECT run_id FROM predawn.runs WHERE status IN ('running', 'interrupted', 'cancelled')
    UNION
    SELECT run_id FROM predawn.serving WHERE run_id IS NOT NULL
    UNION
    SELECT c.run_id FROM predawn.serving AS s JOIN predawn.canaries AS c ON c.canary_id = s.canary_id
    UNION
    SELECT from_run FROM last_publish WHERE from_run IS NOT NULL
)
SELECT run_id FROM retained
UNION
SELECT r.whole_run FROM retained JOIN predawn.runs AS r USING (run_id) WHERE r.whole_run IS NOT NULL
