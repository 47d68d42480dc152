-- What a sync compares of the projects in some pages of the table, joined into three values: of each project its
-- position, the beginning of its content hash, its time and whether it was removed, in 23 bytes; its id; its tags and
-- its known number. A NUL, which no text holds, stands between ids and between these. One value for thousands of rows is sent and read
-- faster than a row for each.
SELECT
    count(*) AS projects,
    string_agg(
        tidsend(p.ctid)
        || substr(p.content_hash || '\x0000000000000000'::bytea, 1, 8)
        || coalesce(timestamptz_send(p.created_on), '\x8000000000000001'::bytea)
        || CASE WHEN p.removed_at IS NULL THEN '\x00'::bytea ELSE '\x01'::bytea END,
        ''::bytea
    ) AS fields,
    string_agg(convert_to(p.project_id, 'UTF8'), '\x00'::bytea) AS ids,
    string_agg(
        CASE
            WHEN p.tag IS NOT NULL THEN convert_to('+' || p.tag, 'UTF8')
            -- The numbers tell lists apart whose joined elements are the same.
            WHEN p.tags IS NOT NULL THEN
                convert_to(
                    coalesce(array_ndims(p.tags), 0) || ',' || cardinality(p.tags) || ':'
                    || array_to_string(p.tags, E'\x01'),
                    'UTF8'
                )
            ELSE ''::bytea
        END
        || coalesce(convert_to(E'\x02' || encode(float8send(p.target), 'hex'), 'UTF8'), ''::bytea),
        '\x00'::bytea
    ) AS labels
FROM predawn.projects AS p
WHERE p.ctid >= CAST(:first AS tid) AND p.ctid < CAST(:last AS tid)
