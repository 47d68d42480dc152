"""Registration of a custom predictor, and its evaluation on known labels that it was not trained on."""

from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Engine

from batch.workers.worker import ScorerSpec, load_once, score_projects
from core.errors import InputError
from core.quality.claim import NO_COMMON_TAG, NOT_ENOUGH_LABELS, claim_of
from core.quality.measures import MIN_LABELS
from core.settings import Settings
from core.types import Model, Output, TrainedOn
from core.wording import count_of
from model.loading import ScorerOptions, predictor_fingerprint
from model.predictors.config import TrainingClaim, read_config
from model.predictors.interface import load_predictor
from store.catalogue import projects
from store.connect.database import Database
from store.models import evaluation, registry
from store.runs import delta
from store.runs.evaluated import MAX_EVALUATED, evaluated_schema, leave_out_other, read_evaluated


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A model and its evaluation.

    `run_id` is the run that its predictions were read from, None if it was asked; `failed` counts the
    projects that it failed on then.
    """

    model: Model
    run_id: int | None
    failed: int = 0


def register_predictor(connection: Connection, settings: Settings) -> int:
    """Return the version of the predictor of the settings, and enter what it was trained on.

    Raises
    ------
    InputError
        If it cannot be made, or its configuration makes no usable claim.
    """
    assert settings.predictor is not None
    _, identity = load_predictor(settings.predictor, settings.predictor_config, settings.predictor_path)
    options = ScorerOptions.of(settings)
    version = registry.register_predictor(
        connection,
        predictor=identity.class_path,
        fingerprint=predictor_fingerprint(identity, options),
        args={
            "version": identity.version,
            "config_sha256": identity.config_sha256,
            "min_score": options.min_score,
            **({"multi_label": True} if identity.multi_label else {}),
            **({} if identity.output is Output.TAGS else {"output": identity.output.value}),
            **({"max_ranked": options.max_ranked} if identity.output is Output.RANKING else {}),
        },
    )
    _enter_claim(connection, version, read_config(settings.predictor_config).claim)
    return version


def _enter_claim(connection: Connection, version: int, claim: TrainingClaim) -> None:
    """Enter what a predictor was trained on; its evaluation is forgotten if that has changed."""
    if claim.ids and not evaluation.count_known(connection, claim.ids):
        raise InputError(
            "The catalogue has none of the projects that the predictor was trained on: `trained_on` in its "
            f"configuration names {count_of(len(claim.ids), 'id')}. Name a file with an id a line."
        )
    said: dict[str, Any] = {"trained_on": claim.trained_on.value}
    if claim.trained_on is TrainedOn.IDS:
        said["ids"] = len(claim.ids)
    if not claim.evaluate:
        said["evaluate"] = False
    if registry.find_model(connection, version).training_data != said:
        evaluation.enter_training(connection, version, said)
    if claim.ids:
        # Each time, because the texts and the labels of these projects may have changed.
        evaluation.enter_trained_examples(connection, version, claim.ids)


def evaluate_in_run(connection: Connection, model: Model, run_id: int) -> Model:
    """Evaluate a custom predictor by its predictions in a complete run, and return the model.

    A tagger stays as it is, and so does a model that was evaluated before on enough labels.
    """
    known_status = model.metrics.get("status", NOT_ENOUGH_LABELS)
    if model.artifact_sha256 is not None or known_status != NOT_ENOUGH_LABELS:
        return model
    if model.output is not Output.TAGS:
        return model
    found = read_evaluated(connection, model, run_id)
    if model.metrics and len(found) < MIN_LABELS:
        return model
    return _evaluate(connection, model, found)


def evaluate_model(database: Database, engine: Engine, settings: Settings, version: int | None) -> Evaluated:
    """Evaluate a custom predictor anew, by its newest run, or else by asking it for the labelled projects.

    Parameters
    ----------
    database, engine
        The database, and an engine that acts as the batch.
    settings
        The settings.
    version
        The model; None for the predictor of the settings, which is registered if it is new.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If it is a tagger, or has to be asked and is not the predictor of the settings.
    """
    with engine.begin() as connection:
        if version is not None and registry.find_model(connection, version).artifact_sha256 is not None:
            raise InputError(
                f"Model {version} is a trained tagger, which was evaluated when it was trained; `predawn "
                f"models show {version}` shows how."
            )
        if version is None and settings.predictor is None:
            raise InputError("Name a model, or set PREDAWN_PREDICTOR to a custom predictor.")
        model = registry.find_model(connection, _refresh(connection, settings, version))
        if model.output is not Output.TAGS:
            raise InputError(
                f"Model {model.version} does not say tags, so it cannot be evaluated on known tags. Its runs "
                "have figures of their own; `predawn runs show` lists them."
            )
        run = delta.find_newest_run(connection, model.version)
        if run is not None or not claim_of(model).shown:
            found = evaluated_schema(model).empty_table()
            if run is not None:
                found = read_evaluated(connection, model, run.run_id)
            return Evaluated(_evaluate(connection, model, found), None if run is None else run.run_id)
        labelled = projects.read_unseen_labelled(
            connection, model.version, MAX_EVALUATED, lists=model.multi_label
        )
    spec = ScorerSpec(model.version, ScorerOptions.of(settings))
    scored = score_projects(load_once(database, spec), labelled)
    with engine.begin() as connection:
        evaluated = _evaluate(connection, model, _join(model, labelled, scored.table))
    return Evaluated(evaluated, None, len(scored.failures))


def _refresh(connection: Connection, settings: Settings, version: int | None) -> int:
    """Return the version, and enter anew what the predictor of the settings was trained on, if it is that."""
    if settings.predictor is None:
        assert version is not None
        return version
    if version is None:
        return register_predictor(connection, settings)
    model = registry.find_model(connection, version)
    if model.predictor == settings.predictor:
        _, identity = load_predictor(settings.predictor, settings.predictor_config, settings.predictor_path)
        if predictor_fingerprint(identity, ScorerOptions.of(settings)) == model.fingerprint:
            _enter_claim(connection, version, read_config(settings.predictor_config).claim)
    return version


def _join(model: Model, labelled: pa.Table, scored: pa.Table) -> pa.Table:
    """Return the labelled projects that were scored, as `read_evaluated` returns those of a run."""
    rows = pc.index_in(scored["project_id"], labelled["project_id"])
    chosen = labelled.take(rows)
    columns = {
        **{name: chosen[name] for name in labelled.column_names},
        "best_tag": scored["predicted_tag"] if model.multi_label else pc.list_element(scored["tags"], 0),
        "predicted_tag": scored["predicted_tag"],
        "predicted_tags": scored["tags"],
        "score": scored["score"],
    }
    schema = evaluated_schema(model)
    return leave_out_other(pa.table({name: columns[name] for name in schema.names}, schema=schema))


def _evaluate(connection: Connection, model: Model, found: pa.Table) -> Model:
    """Compute and store the metrics of a model for what it predicted, and return the model with them."""
    claim = claim_of(model)
    if not claim.shown:
        metrics: dict[str, Any] = {"status": claim.status}
    elif not len(found):
        metrics = {"status": NOT_ENOUGH_LABELS}
    else:
        metrics = _measure(model, found)
        if not claim.judged and metrics["status"] != NO_COMMON_TAG:
            metrics["status"] = claim.status
    counted = claim.judged and metrics.get("overall")
    held_out = found if counted else found.slice(0, 0)
    return replace(model, metrics=evaluation.save_evaluation(connection, model.version, metrics, held_out))


def _measure(model: Model, found: pa.Table) -> dict[str, Any]:
    # Imported here because scikit-learn takes 2 s of processor time, and a predictor is evaluated once.
    from model.training.predictor_evaluation import evaluate_lists, evaluate_predictions  # noqa: PLC0415

    texts = found["title"].to_pylist(), found["description"].to_pylist()
    if model.multi_label:
        return evaluate_lists(found["tags"].to_pylist(), found["predicted_tags"].to_pylist(), texts)
    known, best, scores = (found[name].to_pylist() for name in ("tag", "best_tag", "score"))
    return evaluate_predictions(known, best, scores, texts, model.args.get("min_score", 0.0))
