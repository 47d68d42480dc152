-- Do the runs drift?
--
-- The distance of each run's tags or numbers from those in service before it, and the warnings about it or about the
-- on-demand traffic, the newest first. Rankings have no such distance: see their figure `overlap`.
SELECT
    f.run_id,
    f.value::numeric(6, 4) AS stability_index,
    f.threshold,
    (
        SELECT
            string_agg(
                w.name || CASE w.scope WHEN 'on_demand' THEN ' of the traffic' ELSE '' END, ', ' ORDER BY w.scope, w.name
            )
        FROM analytics.run_figures AS w
        WHERE w.run_id = f.run_id AND w.status = 'warn'
    ) AS warnings
FROM analytics.run_figures AS f
WHERE f.scope = 'catalogue' AND f.name IN ('tags_psi_published', 'values_psi_published')
ORDER BY f.run_id DESC
LIMIT 30
