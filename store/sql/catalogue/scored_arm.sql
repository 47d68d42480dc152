-- The first predictions of one tag in one table of a run by score, from a position on, in the order of their index.
SELECT p.project_id, p.predicted_tag, p.score, p.content_hash
FROM {rows} AS p
WHERE p.run_id = {table_run}
    AND p.predicted_tag = t.tag
    {not_replaced}
    AND p.score >= CAST(:min_score AS real)
    AND p.score <= CAST(:max_score AS real)
    AND {position}
ORDER BY {arm_order}
LIMIT :limit
