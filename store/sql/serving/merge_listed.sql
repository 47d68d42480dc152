-- A page that several arms have a part of, each filtered, ordered and limited for itself: what the base of a delta run has,
-- its own rows, and projects that are corrected to the tag that is listed.
SELECT
    project_id, removed, serving_run, running_canary, checked_at, modified_at, run_id, predicted_tag, score, tags, scores,
    model_version, scored_at, content_hash, is_current, origin, corrected, {output} listed_score
FROM ({arms}) AS u
ORDER BY {listed_order}
LIMIT $5
