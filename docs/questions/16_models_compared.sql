-- How good was each model when it was registered?
--
-- The figures on projects that were held out in training. They are averages over tags, weighted by how often each is
-- known, or, of multi-label models, micro averages over all pairs of project and tag. Those of models with other held-out
-- projects compare only roughly; `predawn models compare` takes the same projects for both.
SELECT
    model_version,
    status,
    created_at,
    CASE WHEN args @> '{"multi_label": true}' THEN 'micro' ELSE 'weighted' END AS average,
    (metrics #>> '{overall,f1}')::numeric(4, 3) AS f1,
    (metrics #>> '{overall,precision}')::numeric(4, 3) AS precision,
    (metrics #>> '{overall,recall}')::numeric(4, 3) AS recall,
    (metrics #>> '{overall,num_samples}')::integer AS projects
FROM analytics.models
WHERE metrics #>> '{overall,f1}' IS NOT NULL
ORDER BY model_version DESC
