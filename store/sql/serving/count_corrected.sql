-- By how much corrections in force change the number of projects of each tag in a run: more of what they say, fewer of what the
-- run has. Of a run of several tags with `several`, a project counts for each, and for `other` if it has none.
SELECT t.tag, sum(t.projects) AS projects
FROM (
    SELECT
        CASE
            WHEN j.corrected_tags = '{{}}' THEN ARRAY['other']
            WHEN {several} THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag])
            ELSE ARRAY[coalesce(j.corrected_tags[1], j.corrected_tag)]
        END AS said,
        CASE WHEN {several} AND p.tags <> '{{}}' THEN p.tags ELSE ARRAY[p.predicted_tag] END AS predicted
    FROM predawn.projects AS j
    LEFT JOIN predawn.prediction_deltas AS d ON d.run_id = {run_id} AND d.project_id = j.project_id
    LEFT JOIN predawn.predictions AS b
        ON d.project_id IS NULL AND b.run_id = {base_run} AND b.project_id = j.project_id
    CROSS JOIN LATERAL (
        SELECT coalesce(d.predicted_tag, b.predicted_tag) AS predicted_tag, coalesce(d.tags, b.tags) AS tags
    ) AS p
    WHERE j.corrected_hash IS NOT NULL
        AND j.corrected_hash = j.content_hash
        AND j.removed_at IS NULL
        AND p.predicted_tag IS NOT NULL
) AS c
CROSS JOIN LATERAL (
    SELECT u.tag, 1 AS projects FROM unnest(c.said) AS u (tag)
    UNION ALL
    SELECT u.tag, -1 FROM unnest(c.predicted) AS u (tag)
) AS t
GROUP BY t.tag
HAVING sum(t.projects) <> 0
