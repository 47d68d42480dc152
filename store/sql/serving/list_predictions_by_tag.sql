-- A page of a run's predictions of one tag ($6), the best first. $1 and $7
-- are the id and the score before the page.
{listed_rows}
WHERE p.run_id = {table_run}
    {not_replaced}
    AND (j.corrected_hash = j.content_hash) IS NOT TRUE
    AND p.predicted_tag = $6
    AND p.score <= $7::real
    AND (p.score < $7::real OR p.project_id > $1)
    AND p.score >= $2::real
    AND ($3::integer IS NULL OR p.model_version = $3)
    AND ($4::boolean IS NULL OR (p.content_hash = j.content_hash) = $4)
ORDER BY p.score DESC, p.project_id
LIMIT $5
