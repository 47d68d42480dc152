"""Which of two models is better, and promoting one by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from core.errors import InputError
from core.quality.f1 import weighted_f1
from core.quality.rules import MIN_LABELS
from core.types import Model
from store.models import registry


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the held-out projects that both have: neither was evaluated after having seen them.

    `f1` and `f1_against` are averages over tags, weighted by how often each is known, or, of multi-label
    models, micro averages, as `average` says; they are None where there are fewer projects than tell
    anything. `per_tag` holds both for each tag with the number of its projects.
    """

    version: int
    against: int
    projects: int
    differing: int
    f1: float | None
    f1_against: float | None
    per_tag: dict[str, tuple[float, float, int]]
    average: Literal["weighted", "micro"] = "weighted"


def compare_models(connection: Connection, version: int, against: int) -> Comparison:
    """Compare two models of the registry.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If only one of the two is a multi-label model.
    """
    model, reference = (registry.find_model(connection, either) for either in (version, against))
    if doubt := _doubt_kinds(model, reference):
        raise InputError(f"{doubt} Compare models of one kind.")
    if model.multi_label:
        lists = registry.count_shared_held_out_lists(connection, version, against)
        return _compare_lists(version, against, lists)
    counts = registry.count_shared_held_out(connection, version, against)
    ours: Counter[tuple[str, str]] = Counter()
    theirs: Counter[tuple[str, str]] = Counter()
    for tag, predicted, other, projects in counts:
        ours[tag, predicted] += projects
        theirs[tag, other] += projects
    total = ours.total()
    enough = total >= MIN_LABELS
    return Comparison(
        version=version,
        against=against,
        projects=total,
        differing=sum(projects for _, predicted, other, projects in counts if predicted != other),
        f1=weighted_f1(ours) if enough else None,
        f1_against=weighted_f1(theirs) if enough else None,
        per_tag=_per_tag(ours, theirs),
    )


def _doubt_kinds(model: Model, against: Model) -> str | None:
    """Return why two models cannot be compared, or None where they can."""
    if model.multi_label == against.multi_label:
        return None
    multi, single = (model, against) if model.multi_label else (against, model)
    return (
        f"Model {multi.version} predicts several tags of a project and model {single.version} one, so that "
        "their F1 cannot be compared."
    )


def _compare_lists(
    version: int, against: int, counts: Sequence[tuple[list[str], list[str], list[str], int]]
) -> Comparison:
    """Compare two multi-label models by pairs of project and tag."""
    ours, theirs = _Pairs(), _Pairs()
    for tags, predicted, other, projects in counts:
        ours.add(tags, predicted, projects)
        theirs.add(tags, other, projects)
    total = sum(projects for *_, projects in counts)
    enough = total >= MIN_LABELS
    return Comparison(
        version=version,
        against=against,
        projects=total,
        differing=sum(projects for _, one, other, projects in counts if set(one) != set(other)),
        f1=ours.micro_f1() if enough else None,
        f1_against=theirs.micro_f1() if enough else None,
        per_tag={tag: (ours.f1(tag), theirs.f1(tag), number) for tag, number in sorted(ours.known.items())},
        average="micro",
    )


class _Pairs:
    """The pairs of project and tag that are known, that a model predicted, and that are both, by tag."""

    def __init__(self) -> None:
        self.known = Counter[str]()
        self.predicted = Counter[str]()
        self.right = Counter[str]()

    def add(self, known: Iterable[str], predicted: Iterable[str], projects: int) -> None:
        """Add projects with the same known tags and the same predicted ones."""
        self.known.update(dict.fromkeys(known, projects))
        self.predicted.update(dict.fromkeys(predicted, projects))
        self.right.update(dict.fromkeys({*known} & {*predicted}, projects))

    def micro_f1(self) -> float:
        """Return the F1 over all pairs."""
        return 2 * self.right.total() / (self.known.total() + self.predicted.total())

    def f1(self, tag: str) -> float:
        """Return the F1 of one tag that is known of a project."""
        return 2 * self.right[tag] / (self.known[tag] + self.predicted[tag])


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
    # The champion that it is compared with is the one whose place it takes.
    registry.hold_champion(connection)
    model = registry.find_model(connection, version)
    champion = registry.find_champion(connection)
    compared = None
    if champion is not None and champion.version != version:
        doubt = _doubt_kinds(model, champion)
        if doubt is None:
            compared = compare_models(connection, version, champion.version)
            doubt = _doubt(compared, max_f1_drop)
        _insist(doubt, reason, forced=forced)
    registry.promote(connection, version, actor=actor, reason=reason or "promoted by hand")
    return compared


def _insist(doubt: str | None, reason: str | None, *, forced: bool) -> None:
    """Refuse a promotion that something speaks against, unless it is forced with a reason."""
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
            f"held-out projects in common, and at least {MIN_LABELS} are needed to compare them."
        )
    if compared.f1 < compared.f1_against - max_f1_drop:
        return (
            f"Model {compared.version} has a {compared.average} F1 of {compared.f1:.3f} on "
            f"{compared.projects:,} held-out projects, the champion, model {compared.against}, one of "
            f"{compared.f1_against:.3f}; PREDAWN_MAX_F1_DROP allows {max_f1_drop:g} less."
        )
    return None
