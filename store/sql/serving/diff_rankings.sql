-- The projects of two runs whose rankings have least in common: the share of the longer list that is in both.
SELECT p.project_id, p.from_items, p.to_items, o.overlap
FROM ({pairs}) AS p
CROSS JOIN LATERAL (
    SELECT count(*)::double precision / greatest(cardinality(p.from_items), cardinality(p.to_items)) AS overlap
    FROM unnest(p.from_items) AS f (item)
    WHERE f.item = ANY (p.to_items)
) AS o
WHERE p.from_items <> p.to_items
ORDER BY o.overlap, p.project_id
LIMIT :top
