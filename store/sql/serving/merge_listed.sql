-- A page of a delta run: the first rows of two pages, of what its base has and of its own, each filtered, ordered and
-- limited for itself.
SELECT
    project_id, removed, serving_run, checked_at, modified_at, run_id, predicted_tag, score, tags, scores,
    model_version, scored_at, content_hash, is_current, origin, listed_score
FROM (({of_base}) UNION ALL ({own})) AS u
ORDER BY {listed_order}
LIMIT $5
