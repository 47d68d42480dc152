-- A page of the projects that are corrected to a tag ($6), or to no tag at all, which is `other`, and that a run has a
-- prediction of. Their score is 1. $1 and $7 are the id and the score before the page.
{listed_rows}
WHERE p.run_id = {table_run}
    {not_replaced}
    AND j.corrected_hash = j.content_hash
    AND (
        j.corrected_tag = $6
        OR j.corrected_tags @> ARRAY[$6]
        OR j.corrected_tags = '{{}}' AND $6 = 'other'
    )
    AND 1::real <= $7::real
    AND (1::real < $7::real OR p.project_id > $1)
    AND 1::real >= $2::real
    AND ($3::integer IS NULL OR p.model_version = $3)
    AND ($4::boolean IS NULL OR (p.content_hash = j.content_hash) = $4)
ORDER BY p.project_id
LIMIT $5
