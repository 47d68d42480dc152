-- Counts the projects of the catalogue whose slot is in a range by their stored answers from either of two runs, and
-- whether these differ. Without a row that fits the project's text in both runs, it is not known: a model answers then. A
-- correction in force is the answer from both.
SELECT
    coalesce(k.tag, a.predicted_tag) AS from_tag,
    coalesce(k.tag, b.predicted_tag) AS to_tag,
    d.differs,
    count(*) AS projects
FROM predawn.projects AS j
LEFT JOIN {from_rows} AS a ON a.project_id = j.project_id AND a.content_hash = j.content_hash
LEFT JOIN {to_rows} AS b ON b.project_id = j.project_id AND b.content_hash = j.content_hash
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN j.corrected_hash = j.content_hash AND a.predicted_tag IS NOT NULL AND b.predicted_tag IS NOT NULL
                THEN coalesce(j.corrected_tags[1], j.corrected_tag, 'other')
        END AS tag
) AS k
CROSS JOIN LATERAL (
    SELECT
        a.predicted_tag AS from_tag, b.predicted_tag AS to_tag, a.tags AS from_tags, b.tags AS to_tags,
        a.value AS from_value, b.value AS to_value, a.items AS from_items, b.items AS to_items
) AS p
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN a.project_id IS NOT NULL AND b.project_id IS NOT NULL THEN k.tag IS NULL AND ({differs}) END AS differs
) AS d
WHERE j.removed_at IS NULL
    AND predawn.canary_slot(j.project_id) >= :first AND predawn.canary_slot(j.project_id) < :last
GROUP BY coalesce(k.tag, a.predicted_tag), coalesce(k.tag, b.predicted_tag), d.differs
ORDER BY projects DESC, from_tag, to_tag
