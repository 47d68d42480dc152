-- What every view and column means, for the tools that show it.

COMMENT ON VIEW analytics.predictions IS
    'The predictions in service, one row for each project of the catalogue that has one; projects that left the catalogue are not in it.';
COMMENT ON COLUMN analytics.predictions.project_id IS
    'The id of the project in the catalogue.';
COMMENT ON COLUMN analytics.predictions.title IS
    'The title, as the catalogue has it now.';
COMMENT ON COLUMN analytics.predictions.description IS
    'The description, as the catalogue has it now.';
COMMENT ON COLUMN analytics.predictions.created_on IS
    'When the project was created, if the catalogue says so.';
COMMENT ON COLUMN analytics.predictions.known_tag IS
    'The tag that the catalogue itself gives, or null where it is unknown.';
COMMENT ON COLUMN analytics.predictions.known_tags IS
    'The tags that the catalogue itself gives, where its projects have several; null otherwise, and where they are unknown.';
COMMENT ON COLUMN analytics.predictions.predicted_tag IS
    'The tag with the highest score, or other where that score is below the smallest one of the model; of a multi-label model the first of tags, or other where there is none.';
COMMENT ON COLUMN analytics.predictions.score IS
    'The score of the predicted tag, between 0 and 1; where that is other, of the highest-scored tag.';
COMMENT ON COLUMN analytics.predictions.tags IS
    'Tags in descending order of their scores: up to ten, or of a multi-label model all that reach their thresholds, which may be none.';
COMMENT ON COLUMN analytics.predictions.scores IS
    'The scores of tags, in the same order.';
COMMENT ON COLUMN analytics.predictions.fits_text IS
    'False where the text of the project has changed since it was scored.';
COMMENT ON COLUMN analytics.predictions.run_id IS
    'The run that the prediction is published by.';
COMMENT ON COLUMN analytics.predictions.model_version IS
    'The model that made the prediction.';
COMMENT ON COLUMN analytics.predictions.scored_at IS
    'When the model made the prediction; older than the run where it was carried over.';
COMMENT ON COLUMN analytics.predictions.origin IS
    'scored where the run in service made the prediction, reused where it carried it over from an earlier run.';

COMMENT ON VIEW analytics.prediction_history IS
    'The predictions of every retained run that was ever published, including projects that have left the catalogue since.';
COMMENT ON COLUMN analytics.prediction_history.project_id IS
    'The id of the project.';
COMMENT ON COLUMN analytics.prediction_history.run_id IS
    'The run.';
COMMENT ON COLUMN analytics.prediction_history.published_at IS
    'When the run was first published.';
COMMENT ON COLUMN analytics.prediction_history.predicted_tag IS
    'The tag with the highest score, or other.';
COMMENT ON COLUMN analytics.prediction_history.score IS
    'The score of the highest-scored tag.';
COMMENT ON COLUMN analytics.prediction_history.tags IS
    'Up to ten tags in descending order of their scores.';
COMMENT ON COLUMN analytics.prediction_history.scores IS
    'The scores of tags, in the same order.';
COMMENT ON COLUMN analytics.prediction_history.model_version IS
    'The model that made the prediction.';
COMMENT ON COLUMN analytics.prediction_history.scored_at IS
    'When the model made the prediction.';
COMMENT ON COLUMN analytics.prediction_history.origin IS
    'scored or reused.';
COMMENT ON COLUMN analytics.prediction_history.in_service IS
    'True for the run that is in service.';

COMMENT ON VIEW analytics.prediction_changes IS
    'Every project whose tag differs from the publication before; kept when the runs themselves are gone.';
COMMENT ON COLUMN analytics.prediction_changes.project_id IS
    'The id of the project.';
COMMENT ON COLUMN analytics.prediction_changes.publication_id IS
    'The move of the serving pointer that brought the change.';
COMMENT ON COLUMN analytics.prediction_changes.kind IS
    'publish or rollback.';
COMMENT ON COLUMN analytics.prediction_changes.changed_at IS
    'When the change came into service.';
COMMENT ON COLUMN analytics.prediction_changes.from_run IS
    'The run in service before.';
COMMENT ON COLUMN analytics.prediction_changes.to_run IS
    'The run in service after.';
COMMENT ON COLUMN analytics.prediction_changes.from_tag IS
    'The tag before; null for a project that was not there.';
COMMENT ON COLUMN analytics.prediction_changes.to_tag IS
    'The tag after; null for a project that is no longer there.';
COMMENT ON COLUMN analytics.prediction_changes.from_score IS
    'The score before.';
COMMENT ON COLUMN analytics.prediction_changes.to_score IS
    'The score after.';
COMMENT ON COLUMN analytics.prediction_changes.reason IS
    'Why the pointer was moved, where a person said so.';

COMMENT ON VIEW analytics.publications IS
    'One row for each move of the serving pointer: what came into service when, by whom and why.';
COMMENT ON COLUMN analytics.publications.publication_id IS
    'The number of the move; the highest one is the latest.';
COMMENT ON COLUMN analytics.publications.from_run IS
    'The run in service before; null the first time.';
COMMENT ON COLUMN analytics.publications.to_run IS
    'The run in service after.';
COMMENT ON COLUMN analytics.publications.kind IS
    'publish or rollback.';
COMMENT ON COLUMN analytics.publications.forced IS
    'True where a person published a run that a check held back.';
COMMENT ON COLUMN analytics.publications.actor IS
    'Who moved it: the name of the user of the system.';
COMMENT ON COLUMN analytics.publications.reason IS
    'Why, where a person said so.';
COMMENT ON COLUMN analytics.publications.published_at IS
    'When it was moved.';

COMMENT ON VIEW analytics.runs IS
    'One row for each run of the batch job.';
COMMENT ON COLUMN analytics.runs.run_id IS
    'The number of the run.';
COMMENT ON COLUMN analytics.runs.status IS
    'running, interrupted, ready, held, failed, cancelled, unchanged, or published (it was, at least once).';
COMMENT ON COLUMN analytics.runs.in_service IS
    'True for the run that answers come from.';
COMMENT ON COLUMN analytics.runs.model_version IS
    'The model that scored.';
COMMENT ON COLUMN analytics.runs.mode IS
    'incremental, or full where everything was scored anew.';
COMMENT ON COLUMN analytics.runs.trigger IS
    'command or schedule.';
COMMENT ON COLUMN analytics.runs.phase IS
    'The step that the run is in or ended in: sync, plan, score, check, publish or prune.';
COMMENT ON COLUMN analytics.runs.attempt IS
    'How many times the run was taken up; above 1 it was interrupted.';
COMMENT ON COLUMN analytics.runs.total IS
    'The projects in the catalogue at the time.';
COMMENT ON COLUMN analytics.runs.scored IS
    'The projects that the model scored.';
COMMENT ON COLUMN analytics.runs.reused IS
    'The projects whose prediction was carried over because nothing had changed.';
COMMENT ON COLUMN analytics.runs.base_run IS
    'The run that all carried-over predictions come from; null where there are none, or from several runs.';
COMMENT ON COLUMN analytics.runs.removed IS
    'The projects in service before that are no longer in the catalogue.';
COMMENT ON COLUMN analytics.runs.failed IS
    'The projects that could not be scored.';
COMMENT ON COLUMN analytics.runs.checks IS
    'The outcome of each check: name, status, figure, threshold, detail.';
COMMENT ON COLUMN analytics.runs.error IS
    'What went wrong, if anything.';
COMMENT ON COLUMN analytics.runs.started_at IS
    'When the run began.';
COMMENT ON COLUMN analytics.runs.finished_at IS
    'When the run ended.';
COMMENT ON COLUMN analytics.runs.duration IS
    'How long the run took.';
COMMENT ON COLUMN analytics.runs.checked_at IS
    'When the predictions of the run were last found to be those of the catalogue.';
COMMENT ON COLUMN analytics.runs.pruned_at IS
    'When the predictions of the run were dropped; null while they are retained.';

COMMENT ON VIEW analytics.run_tag_counts IS
    'How many projects each run gave each tag; kept when the run itself is gone.';
COMMENT ON COLUMN analytics.run_tag_counts.run_id IS
    'The run.';
COMMENT ON COLUMN analytics.run_tag_counts.predicted_tag IS
    'The tag.';
COMMENT ON COLUMN analytics.run_tag_counts.projects IS
    'The number of projects with that tag.';
COMMENT ON COLUMN analytics.run_tag_counts.mean_score IS
    'The mean of their scores.';

COMMENT ON VIEW analytics.run_figures IS
    'The figures of quality and drift of each run: how far it is from the run that was in service and from what its model was trained on, how well scores fit the labels, how many words are known; and the same of the on-demand traffic at the time.';
COMMENT ON COLUMN analytics.run_figures.run_id IS
    'The run.';
COMMENT ON COLUMN analytics.run_figures.scope IS
    'catalogue for the predictions of the run, on_demand for the answers to requests in the days before it.';
COMMENT ON COLUMN analytics.run_figures.name IS
    'What was measured: tags_psi_published, tags_js_published, tags_psi_training, tags_js_training, scores_psi_published, text_lengths_psi_published (distances), mean_score, other_share, vocabulary_coverage, labels, calibration_error, accuracy, f1, answers.';
COMMENT ON COLUMN analytics.run_figures.status IS
    'ok, warn where the threshold is crossed, shown where there is none, not enough where there is too little to tell, not applicable.';
COMMENT ON COLUMN analytics.run_figures.value IS
    'The figure; null where it could not be made.';
COMMENT ON COLUMN analytics.run_figures.threshold IS
    'What it is held to, if anything.';
COMMENT ON COLUMN analytics.run_figures.detail IS
    'What the figure says, in words.';
COMMENT ON COLUMN analytics.run_figures.measured_at IS
    'When it was measured.';

COMMENT ON VIEW analytics.run_distributions IS
    'The distributions that the figures are made from, a row a bin; kept when the run itself is gone.';
COMMENT ON COLUMN analytics.run_distributions.run_id IS
    'The run.';
COMMENT ON COLUMN analytics.run_distributions.scope IS
    'catalogue for the predictions of the run, on_demand for the answers to requests in the days before it.';
COMMENT ON COLUMN analytics.run_distributions.distribution IS
    'tags (predicted), best_tags (highest-scored, even where too uncertain to be predicted), scores, calibration (labelled projects that the model was not trained on, by score) or text_lengths (characters, of a sample).';
COMMENT ON COLUMN analytics.run_distributions.position IS
    'The place of the bin in its distribution, from 0.';
COMMENT ON COLUMN analytics.run_distributions.label IS
    'The tag, or where the bin begins.';
COMMENT ON COLUMN analytics.run_distributions.items IS
    'How many projects or answers are in the bin.';
COMMENT ON COLUMN analytics.run_distributions.lower IS
    'Where the bin begins; null for tags.';
COMMENT ON COLUMN analytics.run_distributions.upper IS
    'Where the bin ends; null for tags and for the last bin of lengths.';
COMMENT ON COLUMN analytics.run_distributions.mean_score IS
    'The mean score of what is in the bin.';
COMMENT ON COLUMN analytics.run_distributions.accuracy IS
    'The share of right tags in a bin of calibration.';

COMMENT ON VIEW analytics.models IS
    'One row for each model version.';
COMMENT ON COLUMN analytics.models.model_version IS
    'The number of the version.';
COMMENT ON COLUMN analytics.models.predictor IS
    'The class that predicts.';
COMMENT ON COLUMN analytics.models.status IS
    'champion (the next run scores with it), candidate or archived.';
COMMENT ON COLUMN analytics.models.created_at IS
    'When it was registered.';
COMMENT ON COLUMN analytics.models.args IS
    'The arguments of the training.';
COMMENT ON COLUMN analytics.models.metrics IS
    'What the evaluation on held-out projects gave: overall, per tag, slices, calibration.';
COMMENT ON COLUMN analytics.models.training_data IS
    'Where the training data came from: rows, tags, fingerprint.';
COMMENT ON COLUMN analytics.models.library_versions IS
    'The versions of the libraries it was trained with.';
COMMENT ON COLUMN analytics.models.artifact_sha256 IS
    'The SHA-256 of the stored artifact.';
COMMENT ON COLUMN analytics.models.artifact_bytes IS
    'The size of the stored artifact in bytes.';

COMMENT ON VIEW analytics.model_examples IS
    'One row for each project that a model was trained or evaluated on.';
COMMENT ON COLUMN analytics.model_examples.model_version IS
    'The model.';
COMMENT ON COLUMN analytics.model_examples.project_id IS
    'The id of the project.';
COMMENT ON COLUMN analytics.model_examples.known_tag IS
    'The tag that it was known to have, or null where known_tags are given.';
COMMENT ON COLUMN analytics.model_examples.known_tags IS
    'The tags that it was known to have, of a multi-label model; null otherwise.';
COMMENT ON COLUMN analytics.model_examples.held_out IS
    'True where it was kept from the model that was evaluated; the stored model was then fitted on these too.';
COMMENT ON COLUMN analytics.model_examples.predicted_tag IS
    'What the evaluation scored highest, of a multi-label model what it predicted; null of those that were not held out.';
COMMENT ON COLUMN analytics.model_examples.predicted_tags IS
    'All tags that the evaluation predicted, of a multi-label model; null otherwise.';
COMMENT ON COLUMN analytics.model_examples.score IS
    'The score of that.';

COMMENT ON VIEW analytics.inference_log IS
    'What the API answered for inputs that no project has a published row of: predictions made on demand, and those that the run had stored of texts which are often asked about.';
COMMENT ON COLUMN analytics.inference_log.inference_id IS
    'The number of the entry.';
COMMENT ON COLUMN analytics.inference_log.asked_at IS
    'When it was asked.';
COMMENT ON COLUMN analytics.inference_log.project_id IS
    'The project asked for, if it was one.';
COMMENT ON COLUMN analytics.inference_log.title IS
    'The title asked about, if texts are stored.';
COMMENT ON COLUMN analytics.inference_log.description IS
    'The description or text asked about, if texts are stored.';
COMMENT ON COLUMN analytics.inference_log.predicted_tag IS
    'The tag with the highest score, or other.';
COMMENT ON COLUMN analytics.inference_log.score IS
    'The score of the highest-scored tag.';
COMMENT ON COLUMN analytics.inference_log.tags IS
    'Up to ten tags in descending order of their scores.';
COMMENT ON COLUMN analytics.inference_log.scores IS
    'The scores of tags, in the same order.';
COMMENT ON COLUMN analytics.inference_log.model_version IS
    'The model that answered.';
COMMENT ON COLUMN analytics.inference_log.source IS
    'Where the answer came from: on_demand, memory, or cache where the run had stored it.';
COMMENT ON COLUMN analytics.inference_log.latency_seconds IS
    'How long the answer took, in seconds.';

COMMENT ON FUNCTION analytics.diff(bigint, bigint) IS
    'The projects whose tag differs from run_a to run_b: added, removed or changed, with both tags and scores. Both runs have to be retained.';
