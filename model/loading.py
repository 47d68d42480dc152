"""Loading a registered model for scoring: a tagger from its artifact, a custom predictor from its module."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from core.errors import InputError
from core.types import DEFAULT_MAX_RANKED, Model, Output, StoredArtifact
from model.native.choice import TaggerChoice
from model.predictors.interface import PredictorIdentity, load_predictor
from model.predictors.scorer import PredictorScorer
from model.tagger_scorer import TaggerScorer, open_tagger

if TYPE_CHECKING:
    # Reading settings imports pydantic, a fifth of what a worker process imports; it is given options.
    from core.settings import Settings


@dataclass(frozen=True, slots=True)
class ScorerOptions:
    """The settings that a loaded model depends on."""

    predictor: str | None
    predictor_config: Path | None
    predictor_path: Path | None
    min_score: float
    tagger: TaggerChoice
    project_timeout_seconds: float
    max_ranked: int = DEFAULT_MAX_RANKED

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """Return the options that the settings hold."""
        return cls(
            predictor=settings.predictor,
            predictor_config=settings.predictor_config,
            predictor_path=settings.predictor_path,
            min_score=predictor_min_score(settings.min_score),
            tagger=settings.tagger,
            project_timeout_seconds=settings.project_timeout_seconds,
            max_ranked=settings.max_ranked,
        )


def predictor_min_score(min_score: float | None) -> float:
    """Return the score below which a custom predictor's tag is `other`; no score is below 0, the default."""
    return 0.0 if min_score is None else min_score


def predictor_fingerprint(identity: PredictorIdentity, options: ScorerOptions) -> str:
    """Return the fingerprint that identifies a version of a custom predictor."""
    # The end changes with what Predawn hands to predictors: `text` is title and description, each once.
    named = f"{identity.fingerprint} min_score={_exact(options.min_score)} text=2"
    if identity.output is Output.RANKING and options.max_ranked != DEFAULT_MAX_RANKED:
        named += f" max_ranked={options.max_ranked}"
    # Versions from before kept ten tags of a list.
    return f"{named} tags=all" if identity.multi_label else named


def _exact(score: float) -> str:
    """Return all digits of a score; versions from before that were named by six keep their names."""
    six_digits = f"{score:g}"
    return six_digits if float(six_digits) == score else repr(score)


def make_scorer(
    model: Model, stored: StoredArtifact | None, options: ScorerOptions
) -> TaggerScorer | PredictorScorer:
    """Return a scorer for a registered model.

    Parameters
    ----------
    model
        The model.
    stored
        Its artifact; None for a custom predictor.
    options
        Where to find a custom predictor, and which tagger to score with.

    Raises
    ------
    ArtifactError
        If the artifact is damaged or was tampered with.
    InputError
        If the predictor is not the one that the model was registered for, or cannot be loaded.
    """
    if stored is not None:
        return open_tagger(stored, options.tagger)
    if options.predictor is None:
        raise InputError(f"{_explain_unset(model)} Set it, for the API as for the batch.")
    predictor, identity = load_predictor(options.predictor, options.predictor_config, options.predictor_path)
    mismatch = explain_mismatch(model, identity, options)
    if mismatch is not None:
        raise InputError(
            f"{mismatch} Give the API and the batch the same settings, or publish a run of what is set now "
            "with `predawn batch`."
        )
    return PredictorScorer(predictor, options.min_score, options.max_ranked)


def explain_unusable(model: Model, options: ScorerOptions) -> str | None:
    """Return why a model cannot be loaded with these settings; None for a tagger, or if it can."""
    if model.artifact_sha256 is not None:
        return None
    if options.predictor is None:
        return _explain_unset(model)
    try:
        _, identity = load_predictor(options.predictor, options.predictor_config, options.predictor_path)
    except InputError as error:
        return str(error)
    return explain_mismatch(model, identity, options)


def _explain_unset(model: Model) -> str:
    return (
        f"Model {model.version} is the custom predictor {model.predictor}, and PREDAWN_PREDICTOR is not set."
    )


def explain_mismatch(model: Model, identity: PredictorIdentity, options: ScorerOptions) -> str | None:
    """Return why a custom predictor is not the one that a model was registered for; None if it is."""
    if predictor_fingerprint(identity, options) == model.fingerprint:
        return None
    if identity.class_path != model.predictor:
        return (
            f"Model {model.version} is the custom predictor {model.predictor}, and PREDAWN_PREDICTOR is "
            f"{identity.class_path}."
        )
    min_score, then = options.min_score, model.args.get("min_score", 0.0)
    max_ranked, ranked_then = options.max_ranked, model.args.get("max_ranked", DEFAULT_MAX_RANKED)
    differing = [
        what
        for what, differs in (
            ("its code or version", identity.version != model.args.get("version")),
            ("its configuration", identity.config_sha256 != model.args.get("config_sha256")),
            ("its attribute `multi_label`", identity.multi_label != model.multi_label),
            ("its attribute `output`", identity.output is not model.output),
            (f"PREDAWN_MIN_SCORE (now {_exact(min_score)}, then {_exact(then)})", min_score != then),
            (
                f"PREDAWN_MAX_RANKED (now {max_ranked:,}, then {ranked_then:,})",
                identity.output is Output.RANKING and max_ranked != ranked_then,
            ),
        )
        if differs
    ]
    what = ", ".join(differing) or "what Predawn hands to predictors and keeps of their results"
    return f"Since model {model.version} was registered for {model.predictor}, this has changed: {what}."
