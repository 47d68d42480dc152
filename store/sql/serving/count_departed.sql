-- Counts the predictions of a run whose projects are no longer in the catalogue, by tag and in all. Of a run of several tags with
-- `several`, a project counts for each, and for `other` if it has none.
SELECT
    u.tag,
    grouping(u.tag) = 1 AS is_total,
    count(DISTINCT p.project_id) AS projects
FROM ({departed}) AS p
CROSS JOIN LATERAL unnest(CASE WHEN {several} AND p.tags <> '{{}}' THEN p.tags ELSE ARRAY[p.predicted_tag] END) AS u (tag)
GROUP BY GROUPING SETS ((u.tag), ())
