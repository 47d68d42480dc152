-- The state of the feed of changes: the number up to which changes are no longer kept, that of the last change, and the
-- first publication, if it is on record: one number stands for all rows of its run.
SELECT
    f.kept_after,
    predawn.last_change() AS last_change,
    CASE WHEN b.publication_id IS NOT NULL THEN f.first_change END AS first_change,
    b.publication_id,
    b.to_run AS run_id,
    b.published_at
FROM predawn.change_feed AS f
LEFT JOIN predawn.publications AS b ON b.publication_id = f.first_publication
