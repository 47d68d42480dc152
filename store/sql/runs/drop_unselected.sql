-- Deletes from the table of an interrupted partial run all but what it scored of chosen projects as they are.
DELETE FROM {table} AS t
WHERE t.origin IS DISTINCT FROM 'scored'
    OR NOT EXISTS (
        SELECT FROM ({selected}) AS s WHERE s.project_id = t.project_id AND s.content_hash = t.content_hash
    )
