-- The run that was in service when a run was checked, and which its checks compared it with. For a run from before phases
-- were recorded it is the one that was in service when its attempt began.
SELECT b.to_run
FROM predawn.publications AS b
WHERE b.publication_id = coalesce(
    (
        SELECT max(q.publication_id)
        FROM predawn.publications AS q
        WHERE q.published_at <= (
            SELECT max(p.began_at) FROM predawn.run_phases AS p WHERE p.run_id = :run_id AND p.phase = 'check'
        )
    ),
    (SELECT r.publication_seen FROM predawn.runs AS r WHERE r.run_id = :run_id)
)
