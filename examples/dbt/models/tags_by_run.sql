-- The number of projects with each tag in each run that was published.
select
    c.run_id,
    r.finished_at,
    c.predicted_tag,
    c.projects
from {{ source('predawn', 'run_tag_counts') }} as c
inner join {{ source('predawn', 'runs') }} as r on r.run_id = c.run_id
where r.status = 'published'
