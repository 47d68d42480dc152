-- Records the changes of a publication: tags that differ, projects added, projects removed. They are found
-- before they are inserted, because only a query that writes nothing runs in parallel.
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
SELECT p.project_id, p.from_tag, p.to_tag, p.from_score, p.to_score
FROM ({pairs}) AS p
WHERE p.from_tag IS DISTINCT FROM p.to_tag;

INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score
)
SELECT
    :publication_id, project_id, :from_run, :to_run, from_tag, to_tag, from_score, to_score
FROM moved;

DROP TABLE moved;
