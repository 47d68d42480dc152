-- Which tags grow?
--
-- The run in service against the one that was in service a week ago. The counts outlive the runs, so any other span
-- will do.
SELECT
    tag.predicted_tag,
    coalesce(before.projects, 0) AS projects_before,
    tag.projects,
    tag.projects - coalesce(before.projects, 0) AS growth
FROM analytics.run_tag_counts AS tag
LEFT JOIN analytics.run_tag_counts AS before
    ON before.predicted_tag = tag.predicted_tag
    AND before.run_id = (
        SELECT to_run
        FROM analytics.publications
        WHERE published_at < now() - interval '7 days'
        ORDER BY publication_id DESC
        LIMIT 1
    )
WHERE tag.run_id = (SELECT run_id FROM analytics.runs WHERE in_service)
ORDER BY growth DESC, tag.predicted_tag
