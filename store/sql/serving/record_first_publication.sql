-- Numbers the first publication, which changes every answer: one number stands for all rows of its run.
UPDATE predawn.change_feed
SET first_publication = :publication_id, first_change = nextval('predawn.prediction_changes_change_id_seq')
