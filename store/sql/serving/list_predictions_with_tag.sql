-- A page of a multi-label run's predictions that include one tag ($6), the best for it first. $1 and $7 are
-- the id and the score of the tag before the page. `other` means no tag at all; its score is that of the
-- prediction. No index helps: a page reads the whole run.
{listed_rows}
CROSS JOIN LATERAL (SELECT coalesce(p.scores[array_position(p.tags, $6)], p.score) AS score) AS t
WHERE p.run_id = {table_run}
    {not_replaced}
    AND (j.corrected_hash = j.content_hash) IS NOT TRUE
    AND (p.tags @> ARRAY[$6] OR p.tags = '{{}}' AND p.predicted_tag = $6)
    AND t.score <= $7::real
    AND (t.score < $7::real OR p.project_id > $1)
    AND t.score >= $2::real
    AND ($3::integer IS NULL OR p.model_version = $3)
    AND ($4::boolean IS NULL OR (p.content_hash = j.content_hash) = $4)
ORDER BY t.score DESC, p.project_id
LIMIT $5
