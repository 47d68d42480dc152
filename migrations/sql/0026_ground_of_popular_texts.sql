-- How like the training texts a popular text is, as the answers made on demand say it; null where that is not known.
ALTER TABLE predawn.popular_predictions ADD COLUMN in_domain real;
