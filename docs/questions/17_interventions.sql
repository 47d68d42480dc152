-- What did people do by hand?
--
-- Rollbacks, publications that something spoke against, such as a check, and promotions, with who and why, the newest
-- first.
SELECT happened_at, what, target, actor, reason
FROM (
    SELECT
        published_at AS happened_at,
        CASE kind WHEN 'rollback' THEN 'rolled back to run' ELSE 'published by force run' END AS what,
        to_run AS target,
        actor,
        reason
    FROM analytics.publications
    WHERE kind = 'rollback' OR forced
    UNION ALL
    SELECT promoted_at, 'promoted model', to_version, actor, reason
    FROM analytics.promotions
) AS acts
ORDER BY happened_at DESC, target DESC
LIMIT 50
