-- The projects of the run in service whose prediction a person should look at first.
select
    project_id,
    title,
    predicted_tag,
    score,
    run_id
from {{ source('predawn', 'predictions') }}
where score < 0.5
