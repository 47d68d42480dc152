-- How many of the projects to look at the base has no fitting prediction for, or one too many.
SELECT count(*) FROM candidates WHERE content_hash IS DISTINCT FROM base_hash
