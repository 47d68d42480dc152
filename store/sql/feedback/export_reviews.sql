-- Reviews as a file that a person fills in: the columns `tag` and `reason` are empty.
SELECT
    v.project_id, v.why, v.title, v.description, v.predicted_tag, v.score, v.second_tag, v.second_score, v.known_tag,
    v.corrected_tag, v.known_tags, v.corrected_tags, CAST(NULL AS text) AS tag, CAST(NULL AS text) AS reason, v.content_hash
FROM ({reviews}) AS v
ORDER BY v.urgency DESC, v.project_id COLLATE "C"
