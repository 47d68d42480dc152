-- Records the changes of a publication: tags that differ, projects added, projects removed. They are found
-- before they are inserted, because only a query that writes nothing runs in parallel. A project that has left the
-- catalogue has no answer before nor after; that it left is recorded already.
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
SELECT p.project_id, p.from_tag, p.to_tag, p.from_score, p.to_score, {from_tags} AS from_tags, {to_tags} AS to_tags
FROM ({pairs}) AS p
WHERE {differs};

INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score, from_tags, to_tags
)
SELECT
    :publication_id, c.project_id, :from_run, :to_run, c.from_tag, c.to_tag, c.from_score, c.to_score, c.from_tags,
    c.to_tags
FROM moved AS c
JOIN predawn.projects AS j ON j.project_id = c.project_id
WHERE j.removed_at IS NULL;

DROP TABLE moved;
