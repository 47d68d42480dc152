-- Records the changes of a publication: tags that differ, projects added, projects removed. They are found
-- before they are inserted, because only a query that writes nothing runs in parallel.
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
SELECT
    coalesce(a.project_id, b.project_id) AS project_id,
    a.predicted_tag AS from_tag,
    b.predicted_tag AS to_tag,
    a.score AS from_score,
    b.score AS to_score
FROM {from_table} AS a
FULL JOIN {to_table} AS b ON b.project_id = a.project_id
WHERE a.predicted_tag IS DISTINCT FROM b.predicted_tag;

INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score
)
SELECT
    :publication_id, project_id, :from_run, :to_run, from_tag, to_tag, from_score, to_score
FROM moved;

DROP TABLE moved;
