-- The labelled projects of a run that a predictor was not trained on, with what it predicted from the texts that they
-- have now. The order is that of chance, and the same for every model.
SELECT
    p.project_id,
    p.content_hash,
    p.tag,
    coalesce(t.tags[1], t.predicted_tag) AS best_tag,
    t.predicted_tag,
    t.score,
    p.title,
    p.description
FROM {rows} AS t
INNER JOIN predawn.labelled_projects AS p ON p.project_id = t.project_id AND p.content_hash = t.content_hash
WHERE
    p.removed_at IS NULL
    AND p.tag IS NOT NULL
    AND {unseen}
ORDER BY p.content_hash, p.project_id
LIMIT :most
