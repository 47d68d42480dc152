-- Counts the projects of two runs by their tags in either, unchanged ones too; null where a run has none. The bases of both
-- are counted by an index that has the tags, and then the few projects that a delta run has rows of its own of are moved to
-- the tags that they have in it. With both in one join, the planner hashes a base a second time.
SELECT
    c.from_tag,
    c.to_tag,
    CASE
        WHEN c.from_tag IS NULL THEN 'added'
        WHEN c.to_tag IS NULL THEN 'removed'
        WHEN c.from_tag <> c.to_tag THEN 'changed'
        ELSE 'same'
    END AS change,
    CAST(sum(c.projects) AS bigint) AS projects
FROM (
    SELECT a.predicted_tag AS from_tag, b.predicted_tag AS to_tag, count(*) AS projects
    FROM (SELECT p.project_id, p.predicted_tag FROM predawn.predictions AS p WHERE p.run_id = {from_base}) AS a
    FULL JOIN (SELECT p.project_id, p.predicted_tag FROM predawn.predictions AS p WHERE p.run_id = {to_base}) AS b
        ON b.project_id = a.project_id
    GROUP BY a.predicted_tag, b.predicted_tag
    UNION ALL
    SELECT m.from_tag, m.to_tag, m.projects
    FROM (
        SELECT d.project_id
        FROM predawn.prediction_deltas AS d
        WHERE d.run_id IN ({from_run}, {to_run})
        GROUP BY d.project_id
    ) AS o
    LEFT JOIN predawn.prediction_deltas AS fd ON fd.run_id = {from_run} AND fd.project_id = o.project_id
    LEFT JOIN predawn.prediction_deltas AS td ON td.run_id = {to_run} AND td.project_id = o.project_id
    LEFT JOIN predawn.predictions AS fb ON fb.run_id = {from_base} AND fb.project_id = o.project_id
    LEFT JOIN predawn.predictions AS tb ON tb.run_id = {to_base} AND tb.project_id = o.project_id
    CROSS JOIN LATERAL (
        VALUES
            (fb.predicted_tag, tb.predicted_tag, -1),
            (
                CASE WHEN fd.project_id IS NULL THEN fb.predicted_tag ELSE fd.predicted_tag END,
                CASE WHEN td.project_id IS NULL THEN tb.predicted_tag ELSE td.predicted_tag END,
                1
            )
    ) AS m (from_tag, to_tag, projects)
) AS c
WHERE num_nonnulls(c.from_tag, c.to_tag) > 0
GROUP BY c.from_tag, c.to_tag
HAVING sum(c.projects) > 0
ORDER BY projects DESC, from_tag, to_tag
