-- A page of a run's predictions for projects of the catalogue, ordered by id. $1 is the id before the page.
{listed_rows}
WHERE p.run_id = {table_run}
    {not_replaced}
    AND p.project_id > $1
    AND coalesce(CASE WHEN j.corrected_hash = j.content_hash THEN 1 ELSE p.score END, 1) >= $2::real
    AND ($3::integer IS NULL OR p.model_version = $3)
    AND ($4::boolean IS NULL OR (p.content_hash = j.content_hash) = $4)
ORDER BY p.project_id
LIMIT $5
