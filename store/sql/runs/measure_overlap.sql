-- Of the projects of two runs that were looked at, those that both rank, and the sum over these of the share of the
-- longer ranking that is in both; two empty rankings are alike. All other projects have the same ranking in both.
SELECT count(*) AS both, coalesce(sum(o.overlap), 0) AS overlap
FROM ({pairs}) AS p
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN p.from_items = p.to_items THEN 1
            ELSE (SELECT count(*) FROM unnest(p.from_items) AS f (item) WHERE f.item = ANY (p.to_items))::double precision
                / greatest(cardinality(p.from_items), cardinality(p.to_items))
        END AS overlap
) AS o
WHERE p.from_items IS NOT NULL AND p.to_items IS NOT NULL
