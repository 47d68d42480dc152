-- The projects of a run that a person should look at, the most urgent first, after an urgency and an id. A correction whose
-- text has changed comes first; then a known tag that the model contradicts, by its own prediction or by that for held-out
-- projects, which it was evaluated on without having seen it; then small margins between the two best tags, or of a model of
-- several tags, small scores of its last one, among them logged texts on unknown ground. What a person has decided about the
-- text is left out. Urgency is in millionths. Titles and descriptions, which are most of a catalogue, are read of the projects
-- that are listed alone.
SELECT
    r.project_id,
    r.why,
    r.urgency,
    coalesce(r.title, t.title) AS title,
    coalesce(r.description, t.description) AS description,
    r.predicted_tag,
    r.score,
    r.second_tag,
    r.second_score,
    array_to_string(r.known_tags, '|') AS known_tag,
    array_to_string(r.corrected_tags, '|') AS corrected_tag,
    r.known_tags,
    r.corrected_tags,
    r.content_hash
FROM (
    SELECT u.*
    FROM (
        SELECT
            j.project_id,
            CASE
                WHEN j.corrected_hash IS NOT NULL THEN 'expired_correction' WHEN k.strength IS NOT NULL THEN 'known_tag'
                ELSE 'near_tie'
            END AS why,
            CAST(
                floor(
                    1000000
                    * CASE
                        WHEN j.corrected_hash IS NOT NULL THEN 3
                        WHEN k.strength IS NOT NULL THEN 1 + greatest(k.strength, 0)
                        ELSE 1 - least(greatest(k.margin, 0), 1)
                    END
                ) AS bigint
            ) AS urgency,
            NULL::text AS title,
            NULL::text AS description,
            p.predicted_tag,
            p.score::text::float8 AS score,
            p.tags[2] AS second_tag,
            p.scores[2]::text::float8 AS second_score,
            coalesce(j.tags, CASE WHEN j.tag IS NOT NULL THEN ARRAY[j.tag] END) AS known_tags,
            coalesce(j.corrected_tags, CASE WHEN j.corrected_tag IS NOT NULL THEN ARRAY[j.corrected_tag] END) AS corrected_tags,
            encode(j.content_hash, 'hex') AS content_hash
        FROM ({rows}) AS p
        -- For the doubtful ones, LIMIT 1 lets each be looked up: the planner, which expects more of them, would read all.
        JOIN LATERAL (SELECT q.* FROM predawn.projects AS q WHERE q.project_id = p.project_id {one}) AS j ON true
        LEFT JOIN LATERAL (SELECT q.* FROM ({held_out}) AS q WHERE q.content_hash = p.content_hash {one}) AS e ON true
        CROSS JOIN LATERAL (
            SELECT
                CASE
                    WHEN {multi_label} THEN coalesce(p.scores[cardinality(p.scores)], p.score)
                    ELSE {margin}
                END AS margin,
                -- The strongest contradiction; null where there is none.
                CASE
                    WHEN {multi_label} THEN greatest(
                        CASE WHEN NOT (p.tags @> j.tags AND p.tags <@ j.tags) THEN p.score END,
                        CASE WHEN NOT (e.predicted_tags @> j.tags AND e.predicted_tags <@ j.tags) THEN e.score END
                    )
                    ELSE greatest(
                        CASE
                            WHEN coalesce(p.tags[1], p.predicted_tag) <> j.tag AND p.predicted_tag <> j.tag
                                THEN p.score - coalesce(p.scores[array_position(p.tags, j.tag)], 0)
                        END,
                        CASE WHEN e.predicted_tag <> j.tag THEN e.score END
                    )
                END AS strength
        ) AS k
        WHERE j.removed_at IS NULL
            AND (j.corrected_hash = j.content_hash) IS NOT TRUE
            -- Written as a choice: of an equation the planner expects a single row, and sorts everything in one process.
            AND CASE WHEN j.corrected_hash IS NULL THEN p.content_hash = j.content_hash ELSE true END
        UNION ALL
        {texts}
    ) AS u
    WHERE (u.urgency < {urgency} OR (u.urgency = {urgency} AND u.project_id COLLATE "C" > CAST(:after AS text)))
        AND u.urgency > {above}
        AND (CAST({why} AS text) IS NULL OR u.why = {why})
    ORDER BY u.urgency DESC, u.project_id COLLATE "C"
    LIMIT {limit}
) AS r
LEFT JOIN predawn.projects AS t ON r.title IS NULL AND t.project_id = r.project_id
ORDER BY r.urgency DESC, r.project_id COLLATE "C"
