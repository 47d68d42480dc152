"""The claims that figures on known labels support."""

from dataclasses import dataclass
from typing import Any, Final

from core.types import Model, TrainedOn

EVALUATED: Final = "evaluated"
NOT_ENOUGH_LABELS: Final = "not enough labels"
UNKNOWN: Final = "unknown whether trained on"
TRAINED_ON_ALL: Final = "trained on all labels"
NOT_EVALUATED: Final = "not evaluated"
NO_COMMON_TAG: Final = "no tag in common"


@dataclass(frozen=True, slots=True)
class LabelClaim:
    """The claim that figures on known labels support.

    Attributes
    ----------
    judged
        True if the model was not trained on the labels that are counted, so that figures may hold a run.
    shown
        True if figures are given at all.
    status
        The status of an evaluation on them.
    reason
        Why they are not judged.
    """

    judged: bool = True
    shown: bool = True
    status: str = EVALUATED
    reason: str = ""


UNSEEN: Final = LabelClaim()
"""The claim of figures on labels that the model was not trained on."""

_ALL: Final = LabelClaim(
    judged=False,
    shown=False,
    status=TRAINED_ON_ALL,
    reason="the model was trained on all labels, as the predictor's configuration says",
)
_OFF: Final = LabelClaim(
    judged=False,
    shown=False,
    status=NOT_EVALUATED,
    reason="the predictor's configuration says `evaluate = false`",
)
_UNKNOWN: Final = LabelClaim(
    judged=False,
    status=UNKNOWN,
    reason="it is unknown whether the model was trained on them, so they hold nothing; say `trained_on` in "
    "the predictor's configuration",
)


def claim_of(model: Model) -> LabelClaim:
    """Return what figures on the labels that are not among a model's own examples may claim."""
    if model.artifact_sha256 is not None:
        return UNSEEN
    if model.training_data.get("evaluate") is False:
        return _OFF
    return {TrainedOn.ALL: _ALL, TrainedOn.UNKNOWN: _UNKNOWN}.get(trained_on(model), UNSEEN)


def trained_on(model: Model) -> TrainedOn:
    """Return what a custom predictor was trained on, as its configuration said when it was last used."""
    return TrainedOn(model.training_data.get("trained_on", TrainedOn.UNKNOWN))


def held_out_f1(model: Model) -> float | None:
    """Return the F1 of a model on projects that it was not trained on.

    It is a weighted one, or of a multi-label model a micro one; None for a model that was not evaluated, and
    where it is unknown what it was trained on.
    """
    if not claim_of(model).judged:
        return None
    overall: Any = model.metrics.get("overall") or {}
    figure = overall.get("f1")
    return None if figure is None else float(figure)
