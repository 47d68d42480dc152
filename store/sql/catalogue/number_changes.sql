-- Gives the changes that were made by hand since the last sync the number of this one; the index finds them.
UPDATE predawn.projects SET changed_in = :sync_id WHERE changed_in IS NULL
