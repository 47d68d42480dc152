-- Deletes some of the changes of publications, so that no transaction is long.
DELETE FROM predawn.prediction_changes AS c
WHERE c.ctid = ANY (ARRAY(
    SELECT o.ctid FROM predawn.prediction_changes AS o WHERE o.publication_id = ANY (:publications) LIMIT :batch
))
