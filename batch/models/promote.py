"""Comparison of two models, and promotion of one by hand."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from core.errors import InputError
from core.quality.claim import NO_COMMON_TAG, UNKNOWN, claim_of
from core.quality.comparison import HeldOutComparison, TagComparison
from core.quality.measures import MIN_LABELS
from core.settings import Settings
from core.types import Model, Output
from model.loading import ScorerOptions, explain_unusable
from store.models import registry


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """Two models on the held-out projects that both have: neither was evaluated after having seen them.

    Both are judged by the known tags of the one that was evaluated last. So the comparison of the second with
    the first has the same figures, and what people have corrected meanwhile is held against neither.

    `f1` and `f1_against` are averages over tags, weighted by how often each is known, or, of multi-label
    models, micro averages, as `average` says; they are None where there are too few projects to judge by.
    `per_tag` holds both for each tag with the number of its projects. `reason` says why they have no projects
    in common, where that is due to what is known of their training.
    """

    version: int
    against: int
    projects: int
    differing: int
    f1: float | None
    f1_against: float | None
    per_tag: dict[str, TagComparison]
    average: Literal["weighted", "micro"] = "weighted"
    reason: str | None = None


def compare_models(connection: Connection, version: int, against: int) -> ModelComparison:
    """Compare two models of the registry.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If only one of the two is a multi-label model.
    """
    model, reference = (registry.find_model(connection, either) for either in (version, against))
    if objection := _object_to_kinds(model, reference):
        raise InputError(f"{objection} Compare models of one kind.")
    if model.output is not Output.TAGS:
        reason = f"Models of {model.output.plural} are not compared on known tags."
        return ModelComparison(version, against, 0, 0, None, None, {}, reason=reason)
    if model.multi_label:
        found = HeldOutComparison(registry.count_shared_held_out_lists(connection, model, reference))
        scores = found.model.micro_f1, found.against.micro_f1
    else:
        counts = registry.count_shared_held_out(connection, model, reference)
        found = HeldOutComparison.of_single_tags(counts)
        scores = found.model.weighted_f1, found.against.weighted_f1
    f1, f1_against = (score() if found.projects >= MIN_LABELS else None for score in scores)
    return ModelComparison(
        version=version,
        against=against,
        projects=found.projects,
        differing=found.differing,
        f1=f1,
        f1_against=f1_against,
        per_tag=found.per_tag,
        average="micro" if model.multi_label else "weighted",
        reason=None if found.projects else _object_to_claims(model, reference),
    )


def _object_to_claims(*models: Model) -> str | None:
    """Return why one of two models has no held-out projects, or None."""
    for model in models:
        claim = claim_of(model)
        if claim.status == UNKNOWN:
            return (
                f"It is unknown whether model {model.version} was trained on the known labels; say "
                "`trained_on` in the configuration of the predictor, then `predawn models evaluate "
                f"{model.version}`."
            )
        if not claim.judged:
            return f"Model {model.version} cannot be compared by known labels: {claim.reason}."
        if model.metrics.get("status") == NO_COMMON_TAG:
            return f"Model {model.version} predicts no known tag of the catalogue."
        if not model.metrics:
            return (
                f"Model {model.version} was not evaluated; `predawn models evaluate {model.version}` does it."
            )
    return None


def _object_to_kinds(model: Model, against: Model) -> str | None:
    """Return why two models cannot be compared, or None where they can."""
    if model.output is not against.output:
        return (
            f"Model {model.version} says {model.output.plural} and model {against.version} "
            f"{against.output.plural}, so they cannot be compared."
        )
    if model.multi_label == against.multi_label:
        return None
    multi, single = (model, against) if model.multi_label else (against, model)
    return (
        f"Model {multi.version} predicts several tags of a project and model {single.version} one, so their "
        "F1 cannot be compared."
    )


def remind_of_predictor(settings: Settings, model: Model) -> str | None:
    """Return that the next run is not scored by a tagger, because a custom predictor is set; else None."""
    if settings.predictor is None or model.artifact_sha256 is None:
        return None
    return (
        f"PREDAWN_PREDICTOR is {settings.predictor}: the next run is scored by it, not by model "
        f"{model.version}. Unset it, for the API too, to score with the champion."
    )


def promote_by_hand(
    connection: Connection,
    version: int,
    *,
    max_f1_drop: float,
    actor: str,
    reason: str | None,
    forced: bool,
    options: ScorerOptions | None = None,
) -> ModelComparison | None:
    """Make a model the champion, unless it is worse than the one before, or could not be loaded.

    Parameters
    ----------
    connection, version
        An open connection, and the model.
    max_f1_drop
        How much lower its F1 may be.
    actor, reason
        Who promotes it, and why.
    forced
        True to promote it whatever speaks against it; that takes a reason.
    options
        The settings that it would be loaded with; None to leave that unexamined.

    Returns
    -------
    ModelComparison or None
        The comparison with the champion before; None where there was none, or it is the same model.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If it is worse by more than is allowed, or cannot be compared, and this is not forced with a reason.
    """
    registry.hold_champion(connection)  # the champion that it is compared with is the one it replaces
    model = registry.find_model(connection, version)
    champion = registry.find_champion(connection)
    compared = None
    _refuse_unusable(model, options, reason, forced=forced)
    if champion is not None and champion.version != version:
        objection = _object_to_kinds(model, champion)
        if objection is None:
            compared = compare_models(connection, version, champion.version)
            objection = _object_to_promotion(compared, max_f1_drop)
        _require_force(objection, reason, forced=forced)
    registry.promote(connection, version, actor=actor, reason=reason or "promoted by hand")
    return compared


def _refuse_unusable(
    model: Model, options: ScorerOptions | None, reason: str | None, *, forced: bool
) -> None:
    """Refuse a model that could not be loaded, unless it is forced with a reason."""
    unusable = None if options is None else explain_unusable(model, options)
    if unusable is not None:
        _require_force(f"{unusable} As the champion it could neither score nor serve.", reason, forced=forced)


def _require_force(objection: str | None, reason: str | None, *, forced: bool) -> None:
    """Refuse a promotion that meets an objection, unless it is forced with a reason."""
    if objection is None:
        return
    if not forced:
        raise InputError(f"{objection} Promote it all the same with --force and a --reason.")
    if not reason:
        raise InputError(f"{objection} Say why it is promoted all the same with --reason.")


def _object_to_promotion(compared: ModelComparison, max_f1_drop: float) -> str | None:
    """Return why a model should not be promoted, or None where nothing speaks against it."""
    if compared.f1 is None or compared.f1_against is None:
        return compared.reason or (
            f"Model {compared.version} and the champion, model {compared.against}, share "
            f"{compared.projects} held-out projects, and at least {MIN_LABELS} are needed to compare them."
        )
    if compared.f1 < compared.f1_against - max_f1_drop:
        return (
            f"Model {compared.version} has a {compared.average} F1 of {compared.f1:.3f} on "
            f"{compared.projects:,} held-out projects, the champion, model {compared.against}, one of "
            f"{compared.f1_against:.3f}; PREDAWN_MAX_F1_DROP allows {max_f1_drop:g} less."
        )
    return None
