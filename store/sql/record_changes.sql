-- What a move of the pointer changes: tags that differ, projects that appear, projects that go.
INSERT INTO predawn.prediction_changes (
    publication_id, project_id, from_run, to_run, from_tag, to_tag, from_score, to_score
)
SELECT
    {publication_id}, coalesce(a.project_id, b.project_id), {from_run}, {to_run},
    a.predicted_tag, b.predicted_tag, a.score, b.score
FROM {from_table} AS a
FULL JOIN {to_table} AS b ON b.project_id = a.project_id
WHERE a.predicted_tag IS DISTINCT FROM b.predicted_tag
