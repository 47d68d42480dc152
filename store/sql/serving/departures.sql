-- The projects that left the catalogue, or came back to it, while a publication was in service: the last such change of each,
-- unless it undoes the first one.
SELECT m.from_tag, m.to_tag, m.from_value, m.to_value, m.from_items, m.to_items
FROM (
    SELECT DISTINCT ON (c.project_id)
        c.from_tag, c.to_tag, c.from_value, c.to_value, c.from_items, c.to_items, c.presence,
        first_value(c.presence) OVER (PARTITION BY c.project_id ORDER BY c.change_id) AS first_presence
    FROM predawn.prediction_changes AS c
    WHERE c.publication_id = {publication} AND c.presence IN ('removal', 'return')
    ORDER BY c.project_id, c.change_id DESC
) AS m
WHERE m.presence = m.first_presence
