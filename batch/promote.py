"""Which of two models is better, and promoting one by hand."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from batch.check import weighted_f1
from core.errors import InputError
from core.judgement import LEAST_LABELS
from store import registry


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the held-out projects that both have: neither was evaluated after having seen them.

    `f1` and `f1_against` are weighted by how often each tag is known, and None where there are fewer projects
    than tell anything; `per_tag` holds both for each tag with the number of its projects.
    """

    version: int
    against: int
    projects: int
    differing: int
    f1: float | None
    f1_against: float | None
    per_tag: dict[str, tuple[float, float, int]]


def compare_models(connection: Connection, version: int, against: int) -> Comparison:
    """Compare two models of the registry.

    Raises
    ------
    NotFoundError
        If there is no such model.
    """
    for either in (version, against):
        registry.find_model(connection, either)
    counts = registry.count_shared_held_out(connection, version, against)
    ours: Counter[tuple[str, str]] = Counter()
    theirs: Counter[tuple[str, str]] = Counter()
    for tag, predicted, other, projects in counts:
        ours[tag, predicted] += projects
        theirs[tag, other] += projects
    total = ours.total()
    enough = total >= LEAST_LABELS
    return Comparison(
        version=version,
        against=against,
        projects=total,
        differing=sum(projects for _, predicted, other, projects in counts if predicted != other),
        f1=weighted_f1(ours) if enough else None,
        f1_against=weighted_f1(theirs) if enough else None,
        per_tag=_per_tag(ours, theirs),
    )


def _per_tag(
    ours: Counter[tuple[str, str]], theirs: Counter[tuple[str, str]]
) -> dict[str, tuple[float, float, int]]:
    known = Counter[str]()
    for (tag, _), projects in ours.items():
        known[tag] += projects
    return {tag: (_f1(ours, tag), _f1(theirs, tag), known[tag]) for tag in sorted(known)}


def _f1(counts: Counter[tuple[str, str]], tag: str) -> float:
    right = counts[tag, tag]
    named = sum(projects for (known, predicted), projects in counts.items() if tag in (known, predicted))
    return 2 * right / (named + right) if named else 0.0


def promote_by_hand(
    connection: Connection, version: int, *, max_f1_drop: float, actor: str, reason: str | None, forced: bool
) -> Comparison | None:
    """Make a model the champion, if it is not worse than the one before.

    Returns
    -------
    Comparison or None
        How the two compare; None where there was no champion, or it is the same model.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If it is worse by more than is allowed, or cannot be compared, and this is not forced with a reason.
    """
    registry.find_model(connection, version)
    champion = registry.find_champion(connection)
    compared = None
    if champion is not None and champion.version != version:
        compared = compare_models(connection, version, champion.version)
        _hold_to_rule(compared, max_f1_drop, reason, forced=forced)
    registry.promote(connection, version, actor=actor, reason=reason or "promoted by hand")
    return compared


def _hold_to_rule(compared: Comparison, max_f1_drop: float, reason: str | None, *, forced: bool) -> None:
    doubt = _doubt(compared, max_f1_drop)
    if doubt is None:
        return
    if not forced:
        raise InputError(f"{doubt} Promote it all the same with --force and a --reason.")
    if not reason:
        raise InputError(f"{doubt} Say why it is promoted all the same with --reason.")


def _doubt(compared: Comparison, max_f1_drop: float) -> str | None:
    """Return why a model should not be promoted, or None where nothing speaks against it."""
    if compared.f1 is None or compared.f1_against is None:
        return (
            f"Model {compared.version} and the champion, model {compared.against}, have {compared.projects} "
            f"held-out projects in common, and at least {LEAST_LABELS} are needed to compare them."
        )
    if compared.f1 < compared.f1_against - max_f1_drop:
        return (
            f"Model {compared.version} has a weighted F1 of {compared.f1:.3f} on {compared.projects:,} "
            f"held-out projects, the champion, model {compared.against}, one of {compared.f1_against:.3f}; "
            f"PREDAWN_MAX_F1_DROP allows {max_f1_drop:g} less."
        )
    return None
