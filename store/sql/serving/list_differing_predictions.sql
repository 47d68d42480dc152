-- The first projects, by id after a position, whose prediction differs between two runs; of one tag in either run, if it is
-- given. Ids are in natural order. Titles are read of the listed ones alone.
SELECT
    f.project_id, j.title, f.from_tag, f.to_tag, f.from_score, f.to_score, f.from_tags, f.to_tags,
    f.from_value, f.to_value, f.from_items, f.to_items
FROM (
    SELECT
        p.project_id, p.from_tag, p.to_tag, p.from_score, p.to_score, {from_tags} AS from_tags, {to_tags} AS to_tags,
        {from_value} AS from_value, {to_value} AS to_value, {from_items} AS from_items, {to_items} AS to_items,
        k.length
    FROM ({pairs}) AS p
    CROSS JOIN LATERAL (
        SELECT {length} AS length
    ) AS k
    WHERE {chosen}
        AND (CAST(:from_tag AS text) IS NULL OR p.from_tag = :from_tag)
        AND (CAST(:to_tag AS text) IS NULL OR p.to_tag = :to_tag)
        AND (k.length, p.project_id) > ({length_after}, CAST(:after AS text))
    ORDER BY k.length, p.project_id
    LIMIT :top
) AS f
LEFT JOIN predawn.projects AS j ON j.project_id = f.project_id
ORDER BY f.length, f.project_id
