-- The projects of two runs with the largest differences between their numbers, as decimals, because the difference of two
-- numbers may be larger than any number of their type.
SELECT p.project_id, p.from_value, p.to_value
FROM ({pairs}) AS p
WHERE p.from_value <> p.to_value
ORDER BY abs(CAST(p.to_value AS numeric) - CAST(p.from_value AS numeric)) DESC, p.project_id
LIMIT :top
