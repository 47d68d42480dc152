-- The first predictions of one tag, or numbers, in one table of a run by score or number, from a position on, in the order of
-- their index. Projects whose correction is in force are listed by that.
SELECT p.project_id, p.predicted_tag, p.score, p.value, p.content_hash
FROM {rows} AS p
WHERE p.run_id = {table_run}
    AND {listed}
    {not_replaced}
    AND p.{column} >= CAST(:min_score AS {type})
    AND p.{column} <= CAST(:max_score AS {type})
    AND {position}
    {not_corrected}
ORDER BY {arm_order}
LIMIT :limit
