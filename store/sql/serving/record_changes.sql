-- Records the changes of a publication: tags, numbers or items that differ, projects added, projects removed. They are found
-- before they are inserted, because only a query that writes nothing runs in parallel. A project that has left the
-- catalogue has no answer before nor after; that it left is recorded already. A correction in force is the answer before and
-- after, as long as both runs have a prediction, and both models several tags or both one.
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
SELECT
    p.project_id, p.from_tag, p.to_tag, p.from_score, p.to_score, {from_tags} AS from_tags, {to_tags} AS to_tags,
    {from_value} AS from_value, {to_value} AS to_value, {from_items} AS from_items, {to_items} AS to_items
FROM ({pairs}) AS p
WHERE {differs};

INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score, from_tags, to_tags,
    from_value, to_value, from_items, to_items
)
SELECT
    :publication_id,
    c.project_id,
    :from_run,
    :to_run,
    CASE WHEN c.from_tag IS NOT NULL THEN coalesce(k.tag, c.from_tag) END,
    CASE WHEN c.to_tag IS NOT NULL THEN coalesce(k.tag, c.to_tag) END,
    CASE WHEN c.from_tag IS NOT NULL AND k.tag IS NOT NULL THEN 1 ELSE c.from_score END,
    CASE WHEN c.to_tag IS NOT NULL AND k.tag IS NOT NULL THEN 1 ELSE c.to_score END,
    CASE WHEN c.from_tags IS NOT NULL THEN coalesce(k.tags, c.from_tags) END,
    CASE WHEN c.to_tags IS NOT NULL THEN coalesce(k.tags, c.to_tags) END,
    c.from_value,
    c.to_value,
    c.from_items,
    c.to_items
FROM moved AS c
JOIN predawn.projects AS j ON j.project_id = c.project_id
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags[1], j.corrected_tag, 'other')
        END AS tag,
        CASE WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag]) END AS tags
) AS k
WHERE j.removed_at IS NULL
    AND (k.tag IS NULL OR c.from_tag IS NULL OR c.to_tag IS NULL OR (c.from_tags IS NULL) <> (c.to_tags IS NULL));

DROP TABLE moved;
