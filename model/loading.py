"""Loading a registered model for scoring: a tagger from its artifact, a custom predictor from its module."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from core.errors import InputError
from core.settings import Settings
from core.types import Model
from model.native.choice import TaggerChoice
from model.predictors.interface import PredictorIdentity, load_predictor
from model.predictors.scorer import PredictorScorer
from model.tagger_scorer import TaggerScorer, open_tagger


@dataclass(frozen=True, slots=True)
class ScorerOptions:
    """The settings that a loaded model depends on."""

    predictor: str | None
    predictor_config: Path | None
    predictor_path: Path | None
    min_score: float
    tagger: TaggerChoice
    project_timeout_seconds: float

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the options that the settings hold."""
        return cls(
            predictor=settings.predictor,
            predictor_config=settings.predictor_config,
            predictor_path=settings.predictor_path,
            min_score=predictor_min_score(settings.min_score),
            tagger=settings.tagger,
            project_timeout_seconds=settings.project_timeout_seconds,
        )


def predictor_min_score(min_score: float | None) -> float:
    """Return the score below which a custom predictor's tag is `other`; no score is below 0, the default."""
    return 0.0 if min_score is None else min_score


def predictor_fingerprint(identity: PredictorIdentity, min_score: float) -> str:
    """Return the fingerprint that identifies a version of a custom predictor."""
    return f"{identity.fingerprint} min_score={min_score:g}"


def make_scorer(
    model: Model, artifact: tuple[bytes, str] | None, options: ScorerOptions
) -> TaggerScorer | PredictorScorer:
    """Return a scorer for a registered model.

    Parameters
    ----------
    model
        The model.
    artifact
        Its artifact and the SHA-256 that was stored with it; None for a custom predictor.
    options
        Where to find a custom predictor, and which tagger to score with.

    Raises
    ------
    ArtifactError
        If the artifact is damaged or was tampered with.
    InputError
        If the predictor is not the one that the model was registered for, or cannot be loaded.
    """
    if artifact is not None:
        return open_tagger(*artifact, options.tagger)
    if options.predictor is None:
        raise InputError(
            f"Model {model.version} is the custom predictor {model.predictor}. Set PREDAWN_PREDICTOR to it, "
            "for the API as for the batch."
        )
    predictor, identity = load_predictor(options.predictor, options.predictor_config, options.predictor_path)
    if predictor_fingerprint(identity, options.min_score) != model.fingerprint:
        raise InputError(
            f"Model {model.version} was registered for another version of {model.predictor}: its class, "
            "configuration, code or smallest score has changed. Give the API the same settings as the batch, "
            "or publish the new version with `predawn batch --fresh`."
        )
    return PredictorScorer(predictor, options.min_score)
