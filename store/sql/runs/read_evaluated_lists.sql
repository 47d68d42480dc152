-- The projects of a run with lists of known tags that a predictor was not trained on, with the tags that it predicted from
-- the texts that they have now; lists are JSON. The order is that of chance, and the same for every model.
SELECT
    p.project_id,
    p.content_hash,
    array_to_json(p.tags),
    array_to_json(t.tags),
    t.predicted_tag,
    t.score,
    p.title,
    p.description
FROM {rows} AS t
INNER JOIN predawn.labelled_projects AS p ON p.project_id = t.project_id AND p.content_hash = t.content_hash
WHERE
    p.removed_at IS NULL
    AND p.tags IS NOT NULL
    AND {unseen}
ORDER BY p.content_hash, p.project_id
LIMIT :most
