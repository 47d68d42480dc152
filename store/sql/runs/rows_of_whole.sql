-- The predictions of a whole run with the columns of pairs. The number is in the statement, so that the plan reads the
-- tables of this run alone, in parallel, and from an index where that has all that is asked for.
SELECT p.project_id, p.predicted_tag, p.score, p.tags, p.scores, p.value, p.items, p.content_hash
FROM predawn.predictions AS p
WHERE p.run_id = {run_id}
