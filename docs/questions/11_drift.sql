-- Do the runs drift?
--
-- How far each run's tags were from those in service before it, and what warned, the newest first.
SELECT
    f.run_id,
    f.value::numeric(6, 4) AS stability_index,
    f.threshold,
    (
        SELECT string_agg(w.name, ', ' ORDER BY w.name)
        FROM analytics.run_figures AS w
        WHERE w.run_id = f.run_id AND w.status = 'warn'
    ) AS warnings
FROM analytics.run_figures AS f
WHERE f.scope = 'catalogue' AND f.name = 'tags_psi_published'
ORDER BY f.run_id DESC
LIMIT 30
