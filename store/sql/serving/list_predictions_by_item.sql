-- A page of a run's predictions that rank one item ($2), ordered by id. $1 is the id before the page.
{listed_rows}
WHERE p.run_id = {table_run}
    {not_replaced}
    AND p.project_id > $1
    AND p.items @> ARRAY[$2::text]
    AND ($3::integer IS NULL OR p.model_version = $3)
    AND ($4::boolean IS NULL OR (p.content_hash = j.content_hash) = $4)
ORDER BY p.project_id
LIMIT $5
