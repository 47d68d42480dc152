-- Holds for a pair of predictions whose difference changes what is answered: the project is in the catalogue, and no correction
-- is in force for its text, which is the answer before and after as long as both runs have a tag, and both models several or
-- both one.
EXISTS (
    SELECT
    FROM predawn.projects AS j
    WHERE j.project_id = p.project_id
        AND j.removed_at IS NULL
        AND (
            {other_kind} OR j.corrected_hash IS DISTINCT FROM j.content_hash OR num_nonnulls(p.from_tag, p.to_tag) < 2
        )
)
