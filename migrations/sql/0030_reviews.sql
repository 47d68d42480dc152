-- What reviews look for: projects whose text has changed since they were corrected, projects with a known tag, whose index has
-- all that is compared with the predictions of a run, and logged texts on unknown ground.
CREATE INDEX projects_corrected_before ON predawn.projects (project_id) WHERE corrected_hash <> content_hash;
CREATE INDEX projects_labelled ON predawn.projects (project_id) INCLUDE (tag, content_hash)
    WHERE tag IS NOT NULL AND removed_at IS NULL AND corrected_hash IS NULL;
CREATE INDEX inference_log_on_unknown_ground ON predawn.inference_log (model_version, content_hash, inference_id DESC)
    WHERE project_id IS NULL AND in_domain < 0.05;
