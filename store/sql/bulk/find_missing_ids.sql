-- The ids of a list that an export of predictions has no row for, in the order of the list.
SELECT w.project_id
FROM unnest(string_to_array(:project_ids, E'\n')) WITH ORDINALITY AS w (project_id, place)
WHERE NOT EXISTS (SELECT FROM ({predictions}) AS e WHERE e.project_id = w.project_id)
ORDER BY w.place
