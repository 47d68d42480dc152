-- Which tags grow?
--
-- Compares the run in service with the one of a week ago, or with the first one where there was none yet. A project of a
-- multi-label model counts under each of its tags. The counts outlive the runs, so you can choose any other span.
SELECT
    coalesce(latest.predicted_tag, earlier.predicted_tag) AS predicted_tag,
    coalesce(earlier.projects, 0) AS projects_before,
    coalesce(latest.projects, 0) AS projects,
    coalesce(latest.projects, 0) - coalesce(earlier.projects, 0) AS growth
FROM (
    SELECT predicted_tag, projects
    FROM analytics.run_tag_counts
    WHERE run_id = (SELECT run_id FROM analytics.runs WHERE in_service)
) AS latest
FULL JOIN (
    SELECT predicted_tag, projects
    FROM analytics.run_tag_counts
    WHERE run_id = coalesce(
        (
            SELECT to_run
            FROM analytics.publications
            WHERE published_at < now() - interval '7 days'
            ORDER BY publication_id DESC
            LIMIT 1
        ),
        (SELECT to_run FROM analytics.publications ORDER BY publication_id LIMIT 1)
    )
) AS earlier ON earlier.predicted_tag = latest.predicted_tag
ORDER BY growth DESC, predicted_tag
