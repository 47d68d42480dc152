-- What the first sync entered is everything, and nobody looks for what has changed since before it: a night asks for
-- `changed_in > n` with the number of a sync. Without these rows the index costs the first sync nothing.
DROP INDEX predawn.projects_by_change;
CREATE INDEX projects_by_change ON predawn.projects (changed_in) WHERE changed_in > 1 OR changed_in IS NULL;
