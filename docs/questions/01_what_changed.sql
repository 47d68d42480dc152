-- What changed last night, and why?
--
-- The changes since the publication before the latest one, by the tags before and after, each with an example. An answer
-- changes because the text or the model did. Numbers and rankings have no tags and count together; `analytics.diff(a, b)`
-- compares any two retained runs project by project.
SELECT
    CASE
        WHEN c.kind = 'removal' THEN 'left the catalogue'
        WHEN c.kind = 'return' THEN 'came back'
        WHEN c.kind IN ('correction', 'withdrawal', 'expiry') THEN 'corrected by a person, or no longer'
        WHEN c.kind = 'rollback' THEN 'rolled back'
        WHEN num_nonnulls(c.from_tag, c.from_value, c.from_items) = 0 THEN 'new project'
        WHEN num_nonnulls(c.to_tag, c.to_value, c.to_items) = 0 THEN 'not scored'
        WHEN before.model_version <> after.model_version THEN 'another model'
        ELSE 'another text'
    END AS why,
    coalesce(nullif(array_to_string(c.from_tags, ', '), ''), c.from_tag) AS tags_before,
    coalesce(nullif(array_to_string(c.to_tags, ', '), ''), c.to_tag) AS tags_after,
    count(*) AS projects,
    min(c.project_id) AS example
FROM analytics.prediction_changes AS c
JOIN analytics.runs AS before ON before.run_id = c.from_run
JOIN analytics.runs AS after ON after.run_id = c.to_run
WHERE c.changed_at > (
    SELECT coalesce(max(published_at), '-infinity')
    FROM analytics.publications
    WHERE publication_id < (SELECT max(publication_id) FROM analytics.publications)
)
GROUP BY why, tags_before, tags_after
ORDER BY projects DESC, why, tags_before, tags_after
