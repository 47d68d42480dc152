-- What changed last night, and why?
--
-- The changes since the publication before the latest one, by tag before and after, each with an example. A tag changes
-- because the text or the model did; `analytics.diff(a, b)` compares any two retained runs project by project.
SELECT
    CASE
        WHEN c.kind = 'removal' THEN 'left the catalogue'
        WHEN c.kind = 'return' THEN 'came back'
        WHEN c.kind IN ('correction', 'withdrawal', 'expiry') THEN 'corrected by a person, or no longer'
        WHEN c.from_tag IS NULL THEN 'new project'
        WHEN c.to_tag IS NULL THEN 'not scored'
        WHEN before.model_version <> after.model_version THEN 'another model'
        ELSE 'another text'
    END AS why,
    c.from_tag,
    c.to_tag,
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
GROUP BY why, c.from_tag, c.to_tag
ORDER BY projects DESC, why, c.from_tag, c.to_tag
