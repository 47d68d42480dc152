-- A page of a run's predictions of numbers from $2 to $7, the largest first. $1 and $6 are the id and the number before
-- the page.
{listed_rows}
WHERE p.run_id = {table_run}
    {not_replaced}
    AND p.value <= least($6::double precision, $7::double precision)
    AND (p.value < $6::double precision OR p.project_id > $1)
    AND p.value >= $2::double precision
    AND ($3::integer IS NULL OR p.model_version = $3)
    AND ($4::boolean IS NULL OR (p.content_hash = j.content_hash) = $4)
ORDER BY p.value DESC, p.project_id
LIMIT $5
