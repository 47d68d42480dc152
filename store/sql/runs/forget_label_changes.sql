-- Deletes changes of known tags that all counts of labelled projects have seen.
DELETE FROM predawn.label_changes
WHERE change_id <= coalesce(
    (SELECT min(r.labels_as_of) FROM predawn.runs AS r),
    (SELECT max(c.change_id) FROM predawn.label_changes AS c)
)
