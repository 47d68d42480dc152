-- Notes up to which number changes are no longer kept, before those of some publications are deleted.
UPDATE predawn.change_feed
SET kept_after = greatest(
    kept_after,
    CASE WHEN first_publication = ANY (:publications) THEN first_change END,
    (SELECT max(c.change_id) FROM predawn.prediction_changes AS c WHERE c.publication_id = ANY (:publications))
)
