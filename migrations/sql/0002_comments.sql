-- Plainer comments of the analysts' views, in the words of the glossary (*reused*, *publication*).

COMMENT ON VIEW analytics.predictions IS
    'The predictions in service, one row for each project that has one; projects that left the catalogue are not included.';
COMMENT ON COLUMN analytics.predictions.known_tag IS
    'The tag that the catalogue gives; null if it is unknown.';
COMMENT ON COLUMN analytics.predictions.known_tags IS
    'The tags that the catalogue gives, if its projects can have several; null otherwise, and if they are unknown.';
COMMENT ON COLUMN analytics.predictions.predicted_tag IS
    'The tag with the highest score, or other if that score is below the min_score of the model. For a multi-label model: the first of tags, or other if there are none.';
COMMENT ON COLUMN analytics.predictions.score IS
    'The score of the predicted tag, between 0 and 1; if that is other, the score of the highest-scored tag.';
COMMENT ON COLUMN analytics.predictions.tags IS
    'Tags by descending score: up to ten, or for a multi-label model all that reach their thresholds, possibly none.';
COMMENT ON COLUMN analytics.predictions.fits_text IS
    'False if the text of the project has changed since it was scored.';
COMMENT ON COLUMN analytics.predictions.run_id IS
    'The run in service.';
COMMENT ON COLUMN analytics.predictions.scored_at IS
    'When the model made the prediction; earlier than the run if the prediction is reused.';
COMMENT ON COLUMN analytics.predictions.origin IS
    'scored if the run in service made the prediction, reused if it copied it from an earlier run.';

COMMENT ON VIEW analytics.prediction_history IS
    'The predictions of all retained runs that were ever published, including those of projects that have left the catalogue since.';
COMMENT ON COLUMN analytics.prediction_history.tags IS
    'Up to ten tags by descending score.';
COMMENT ON COLUMN analytics.prediction_history.in_service IS
    'True for the run in service.';

COMMENT ON VIEW analytics.prediction_changes IS
    'One row for each project whose tag a publication changed; kept after the runs are dropped.';
COMMENT ON COLUMN analytics.prediction_changes.publication_id IS
    'The publication that brought the change.';
COMMENT ON COLUMN analytics.prediction_changes.reason IS
    'Why the pointer was moved, if a person gave a reason.';

COMMENT ON VIEW analytics.publications IS
    'One row for each publication, which is a move of the serving pointer: what entered service when, by whom and why.';
COMMENT ON COLUMN analytics.publications.publication_id IS
    'The number of the publication; the highest is the latest.';
COMMENT ON COLUMN analytics.publications.from_run IS
    'The run in service before; null for the first publication.';
COMMENT ON COLUMN analytics.publications.forced IS
    'True if a person published a run that a check had held.';
COMMENT ON COLUMN analytics.publications.actor IS
    'Who moved the pointer: the name of the system user.';
COMMENT ON COLUMN analytics.publications.reason IS
    'Why the pointer was moved, if a person gave a reason.';
COMMENT ON COLUMN analytics.publications.published_at IS
    'When the pointer was moved.';

COMMENT ON COLUMN analytics.runs.in_service IS
    'True for the run in service.';
COMMENT ON COLUMN analytics.runs.mode IS
    'incremental, or full if everything was scored anew.';
COMMENT ON COLUMN analytics.runs.attempt IS
    'The number of attempts; above 1 if the run was interrupted and resumed.';
COMMENT ON COLUMN analytics.runs.total IS
    'The number of projects in the catalogue at the time.';
COMMENT ON COLUMN analytics.runs.scored IS
    'The number of projects that the model scored.';
COMMENT ON COLUMN analytics.runs.reused IS
    'The number of projects whose prediction was reused because nothing had changed.';
COMMENT ON COLUMN analytics.runs.base_run IS
    'The run that all reused predictions come from; null if there are none, or if they come from several runs.';
COMMENT ON COLUMN analytics.runs.removed IS
    'The number of projects of the run in service before that are no longer in the catalogue.';
COMMENT ON COLUMN analytics.runs.failed IS
    'The number of projects that could not be scored.';
COMMENT ON COLUMN analytics.runs.error IS
    'The error that ended the run, if there was one.';
COMMENT ON COLUMN analytics.runs.checked_at IS
    'When the predictions of the run were last found to match the catalogue.';

COMMENT ON VIEW analytics.run_tag_counts IS
    'The number of projects with each tag in each run; kept after the run is dropped.';

COMMENT ON VIEW analytics.run_figures IS
    'The figures of quality and drift of each run: its distance from the run in service before and from the training data of its model, how well scores match labels, the share of known words; and the same of the on-demand traffic of that time.';
COMMENT ON COLUMN analytics.run_figures.name IS
    'The name of the figure: tags_psi_published, tags_js_published, tags_psi_training, tags_js_training, scores_psi_published, text_lengths_psi_published (distances), mean_score, other_share, vocabulary_coverage, labels, calibration_error, accuracy, f1, answers.';
COMMENT ON COLUMN analytics.run_figures.status IS
    'ok, warn if the threshold is crossed, shown if there is no threshold, not enough if there is too little data, not applicable.';
COMMENT ON COLUMN analytics.run_figures.value IS
    'The figure; null if it could not be computed.';
COMMENT ON COLUMN analytics.run_figures.threshold IS
    'The limit that the figure is compared with, if there is one.';
COMMENT ON COLUMN analytics.run_figures.detail IS
    'The figure in a sentence.';

COMMENT ON VIEW analytics.run_distributions IS
    'The distributions that figures are computed from, one row for each bin; kept after the run is dropped.';
COMMENT ON COLUMN analytics.run_distributions.distribution IS
    'tags (predicted), best_tags (highest-scored, even if too uncertain to be predicted), scores, calibration (labelled projects that the model was not trained on, by score) or text_lengths (characters, of a sample).';
COMMENT ON COLUMN analytics.run_distributions.label IS
    'The tag, or the lower bound of the bin.';
COMMENT ON COLUMN analytics.run_distributions.items IS
    'The number of projects or answers in the bin.';
COMMENT ON COLUMN analytics.run_distributions.lower IS
    'The lower bound of the bin; null for tags.';
COMMENT ON COLUMN analytics.run_distributions.upper IS
    'The upper bound of the bin; null for tags and for the last bin of lengths.';
COMMENT ON COLUMN analytics.run_distributions.mean_score IS
    'The mean score of the items in the bin.';
COMMENT ON COLUMN analytics.run_distributions.accuracy IS
    'The share of correct tags in a bin of calibration.';

COMMENT ON COLUMN analytics.models.predictor IS
    'The class of the predictor.';
COMMENT ON COLUMN analytics.models.metrics IS
    'The results of the evaluation on held-out projects: overall, per tag, slices, calibration.';
COMMENT ON COLUMN analytics.models.training_data IS
    'The training data: rows, tags, fingerprint.';
COMMENT ON COLUMN analytics.models.library_versions IS
    'The versions of the libraries that the model was trained with.';

COMMENT ON COLUMN analytics.model_examples.known_tag IS
    'The known tag of the project; null if it is given by known_tags.';
COMMENT ON COLUMN analytics.model_examples.known_tags IS
    'The known tags of the project, for a multi-label model; null otherwise.';
COMMENT ON COLUMN analytics.model_examples.held_out IS
    'True if the project was kept from the model that was evaluated; the stored model was then fitted on it too.';
COMMENT ON COLUMN analytics.model_examples.predicted_tag IS
    'The highest-scored tag in the evaluation, for a multi-label model the predicted one; null if the project was not held out.';
COMMENT ON COLUMN analytics.model_examples.predicted_tags IS
    'All tags that the evaluation predicted, for a multi-label model; null otherwise.';
COMMENT ON COLUMN analytics.model_examples.score IS
    'The score of predicted_tag.';

COMMENT ON VIEW analytics.inference_log IS
    'The answers of the API to inputs without a published row: predictions made on demand, and stored predictions of popular texts.';
COMMENT ON COLUMN analytics.inference_log.asked_at IS
    'When the request came.';
COMMENT ON COLUMN analytics.inference_log.project_id IS
    'The project of the request, if it named one.';
COMMENT ON COLUMN analytics.inference_log.title IS
    'The title in the request, if texts are stored.';
COMMENT ON COLUMN analytics.inference_log.description IS
    'The description or text in the request, if texts are stored.';
COMMENT ON COLUMN analytics.inference_log.tags IS
    'Up to ten tags by descending score.';
COMMENT ON COLUMN analytics.inference_log.source IS
    'The source of the answer: on_demand, memory, or cache if the run had stored it.';
COMMENT ON COLUMN analytics.inference_log.latency_seconds IS
    'The time that the answer took, in seconds.';

COMMENT ON FUNCTION analytics.diff(bigint, bigint) IS
    'The projects whose tag differs between run_a and run_b: added, removed or changed, with both tags and scores. Both runs must be retained.';
