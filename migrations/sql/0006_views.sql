-- Further views of the analysts, each over one table.

CREATE VIEW analytics.run_failures AS
SELECT run_id, project_id, error, failed_at
FROM predawn.run_failures;
COMMENT ON VIEW analytics.run_failures IS 'The projects that a run could not score.';
COMMENT ON COLUMN analytics.run_failures.run_id IS 'The run.';
COMMENT ON COLUMN analytics.run_failures.project_id IS 'The project.';
COMMENT ON COLUMN analytics.run_failures.error IS 'Why it could not be scored.';
COMMENT ON COLUMN analytics.run_failures.failed_at IS 'When it failed.';

CREATE VIEW analytics.rejected_rows AS
SELECT row_number, project_id, reason, source, seen_at
FROM predawn.rejected_rows;
COMMENT ON VIEW analytics.rejected_rows IS 'The rows that the latest sync of the catalogue has set aside.';
COMMENT ON COLUMN analytics.rejected_rows.row_number IS 'The number of the row in the source.';
COMMENT ON COLUMN analytics.rejected_rows.project_id IS 'The project, if the row says which.';
COMMENT ON COLUMN analytics.rejected_rows.reason IS 'Why the row was set aside.';
COMMENT ON COLUMN analytics.rejected_rows.source IS 'The source.';
COMMENT ON COLUMN analytics.rejected_rows.seen_at IS 'When the row was read.';

CREATE VIEW analytics.promotions AS
SELECT promotion_id, promoted_at, from_version, to_version, actor, reason
FROM predawn.promotions;
COMMENT ON VIEW analytics.promotions IS 'The changes of the champion.';
COMMENT ON COLUMN analytics.promotions.promotion_id IS 'The number of the promotion; later ones have higher numbers.';
COMMENT ON COLUMN analytics.promotions.promoted_at IS 'When the model became the champion.';
COMMENT ON COLUMN analytics.promotions.from_version IS 'The champion before; null for the first.';
COMMENT ON COLUMN analytics.promotions.to_version IS 'The new champion.';
COMMENT ON COLUMN analytics.promotions.actor IS 'Who or what promoted it.';
COMMENT ON COLUMN analytics.promotions.reason IS 'The reason that was given.';

CREATE VIEW analytics.projects AS
SELECT
    project_id,
    title,
    description,
    created_on,
    tag AS known_tag,
    tags AS known_tags,
    first_seen_at,
    changed_at,
    removed_at,
    removed_at IS NULL AS active
FROM predawn.projects;
COMMENT ON VIEW analytics.projects IS 'All projects that the catalogue ever had, including removed ones.';
COMMENT ON COLUMN analytics.projects.project_id IS 'The project.';
COMMENT ON COLUMN analytics.projects.title IS 'Its title.';
COMMENT ON COLUMN analytics.projects.description IS 'Its description.';
COMMENT ON COLUMN analytics.projects.created_on IS 'When it was created, by the source.';
COMMENT ON COLUMN analytics.projects.known_tag IS 'The tag that the source gives, if any.';
COMMENT ON COLUMN analytics.projects.known_tags IS 'The tags that the source gives, where projects have several.';
COMMENT ON COLUMN analytics.projects.first_seen_at IS 'When a sync first had it.';
COMMENT ON COLUMN analytics.projects.changed_at IS 'When a sync last found it changed.';
COMMENT ON COLUMN analytics.projects.removed_at IS 'When a sync no longer had it; null while it is in the catalogue.';
COMMENT ON COLUMN analytics.projects.active IS 'Whether it is in the catalogue.';

CREATE VIEW analytics.projects_by_day AS
SELECT
    d.day,
    count(*) FILTER (WHERE d.what = 'first seen') AS first_seen,
    count(*) FILTER (WHERE d.what = 'removed') AS removed
FROM (
    SELECT (first_seen_at AT TIME ZONE 'UTC')::date AS day, 'first seen' AS what
    FROM predawn.projects
    UNION ALL
    SELECT (removed_at AT TIME ZONE 'UTC')::date, 'removed'
    FROM predawn.projects
    WHERE removed_at IS NOT NULL
) AS d
GROUP BY d.day;
COMMENT ON VIEW analytics.projects_by_day IS
    'How many projects came and left each day. Each counts once, whatever was published or rolled back.';
COMMENT ON COLUMN analytics.projects_by_day.day IS 'The day, in UTC.';
COMMENT ON COLUMN analytics.projects_by_day.first_seen IS 'The projects that a sync first had on that day.';
COMMENT ON COLUMN analytics.projects_by_day.removed IS
    'The projects that left on that day, and have not come back.';

GRANT SELECT ON
    analytics.run_failures, analytics.rejected_rows, analytics.promotions, analytics.projects, analytics.projects_by_day
TO predawn_analyst, predawn_batch, predawn_api;
