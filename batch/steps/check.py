"""Step 4: check the run before anyone can see it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import NamedTuple

from sqlalchemy import Connection

from batch.job import Job
from batch.models.evaluate import evaluate_in_run
from batch.steps.check_outputs import Examined, examine_output
from batch.steps.judgement import (
    NO_COMMON_PROJECT,
    NOTHING_COMPARABLE,
    check_coverage,
    check_failures,
    judge,
    not_applicable,
)
from batch.steps.measure import (
    RunComparison,
    TextMeasures,
    describe,
    find_distributions,
    measure_job,
    measure_texts,
)
from core.quality.claim import NO_COMMON_TAG, UNSEEN, LabelClaim, claim_of
from core.quality.drift import population_stability_index
from core.quality.f1 import weighted_f1
from core.quality.measures import (
    MIN_LABELS,
    Distribution,
    DistributionName,
    Distributions,
    FigureStatus,
    LabelCount,
    LabelSets,
    Scope,
    counts,
    other_share,
    tally_labels,
    tally_pairs,
)
from core.settings import Settings
from core.types import OTHER_TAG, CheckResult, CheckStatus, Mode, Model, Output, Phase, Run
from store.catalogue import syncs
from store.models import registry
from store.runs import labels as label_counts
from store.runs import ledger
from store.runs import metrics as run_metrics
from store.runs.labels import Labelled
from store.serving import pointer
from store.serving.comparison import Churn, measure_churn
from store.serving.run_outputs import find_run_output


def check_job(job: Job) -> tuple[CheckResult, ...]:
    """Make all checks, store their results with the run, and return the breached ones.

    The run is measured from the same counts; these figures warn and hold nothing back.
    """
    job.enter(Phase.CHECK)
    # The server counts while this process counts words, and predictions while it counts labels.
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="checks") as beside:
        return _check(job, beside.submit(measure_texts, job), beside)


def _check(job: Job, texts: Future[TextMeasures], beside: Executor) -> tuple[CheckResult, ...]:
    run, settings = job.run, job.settings
    assert run.model_version is not None
    with job.engine.begin() as connection:
        serving = pointer.read_serving(connection).run_id
        # A run of chosen projects is as complete as the one that it is made from.
        active = run.counts.total if run.mode is Mode.PARTIAL else syncs.count_active(connection)
        model = registry.find_model(connection, run.model_version)
        if model.output is not Output.TAGS:
            examined = examine_output(connection, run, model, serving, active=active, settings=settings)
            return _store(job, connection, examined, texts)
        counting = beside.submit(_count_predictions, job, serving, multi_label=model.multi_label)
        labelled = label_counts.count(connection, run, model)
        predictions = counting.result()
        pairs = count_pairs(labelled.labels)
        claim = find_claim(model, pairs)
        checks = _judge(run, predictions, labelled, pairs, claim, active=active, settings=settings)
        removed = predictions.churn.removed if predictions.churn is not None else 0
        job.run = ledger.save_checks(connection, ledger.change(connection, run, removed=removed), checks)
    with job.engine.begin() as connection:
        evaluate_in_run(connection, model, run.run_id)
        ledger.fence(connection, run.run_id, run.attempt)
    _report(job, checks)
    job.warnings = measure_job(job, _compare(predictions, labelled, claim, checks), texts.result())
    return _breached(checks)


class _Predictions(NamedTuple):
    """The distributions of a run, and how it differs from the run in service, if there is one.

    `reference_run` is the run in service if it predicts tags, and `reference` has its distributions.
    """

    distributions: dict[DistributionName, Distribution]
    reference_run: int | None
    reference: Distributions | None
    churn: Churn | None


def _count_predictions(job: Job, serving: int | None, *, multi_label: bool) -> _Predictions:
    """Count the predictions of a run, and compare them with those of the run in service, if there is one."""
    with job.engine.begin() as connection:
        distributions = run_metrics.count_distributions(connection, job.run, serving, multi_label=multi_label)
        if serving is None:
            return _Predictions(distributions, None, None, None)
        reference_run = serving if _says_tags(connection, serving) else None
        reference = None if reference_run is None else find_distributions(connection, reference_run)
        churn = measure_churn(connection, serving, job.run.run_id)
    return _Predictions(distributions, reference_run, reference, churn)


def _judge(
    run: Run,
    predictions: _Predictions,
    labelled: Labelled,
    pairs: Mapping[tuple[str, str], int],
    claim: LabelClaim,
    *,
    active: int,
    settings: Settings,
) -> tuple[CheckResult, ...]:
    """Return the checks of a run of tags, of a catalogue with `active` projects."""
    distributions, reference_run, reference, churn = predictions
    tags, sets = _tags(distributions), labelled.sets
    return (
        check_coverage(labelled.current, active, settings),
        check_failures(run.counts.failed, run.counts.total, settings),
        check_other(tags, settings),
        check_shift(None if reference is None else _tags(reference), tags, reference_run, settings),
        check_churn(None if reference_run is None else churn, reference_run, settings),
        check_f1(pairs, settings, claim) if sets is None else check_micro_f1(sets, settings, claim),
    )


def _compare(
    predictions: _Predictions, labelled: Labelled, claim: LabelClaim, checks: Sequence[CheckResult]
) -> RunComparison:
    """Return what the figures of a run of tags are made from."""
    counted, reference_run, reference, _ = predictions
    labels, sets = labelled.labels, labelled.sets
    judged = labels if claim.judged else ()
    judged_pairs = sets.predicted if sets is not None and claim.judged else ()
    calibration = tally_labels(judged) if sets is None else tally_pairs(judged_pairs)
    distributions = {**counted, DistributionName.CALIBRATION: calibration}
    figures = {check.name: check.figure for check in checks}
    return RunComparison(distributions, reference_run, reference, figures["f1"], sets, figures["psi"], claim)


def _report(job: Job, checks: Sequence[CheckResult]) -> None:
    for check in checks:
        job.report(f"check {check.name}: {check.status}; {check.detail}")


def _breached(checks: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    return tuple(check for check in checks if check.status is CheckStatus.BREACHED)


def _says_tags(connection: Connection, run_id: int) -> bool:
    return find_run_output(connection, ledger.find_run(connection, run_id)).kind is Output.TAGS


def _store(
    job: Job, connection: Connection, examined: Examined, texts: Future[TextMeasures]
) -> tuple[CheckResult, ...]:
    """Store what was found of a run of numbers or of rankings, and return the breached checks."""
    run = ledger.change(connection, job.run, removed=examined.removed)
    job.run = ledger.save_checks(connection, run, examined.checks)
    distributions = {**examined.distributions, DistributionName.TEXT_LENGTHS: texts.result().lengths}
    run_metrics.save(connection, run.run_id, Scope.CATALOGUE, distributions, examined.figures)
    ledger.fence(connection, run.run_id, run.attempt)
    _report(job, examined.checks)
    job.warnings = tuple(figure for figure in examined.figures if figure.status is FigureStatus.WARN)
    for figure in job.warnings:
        job.report(f"warning {describe(figure)}")
    return _breached(examined.checks)


def count_pairs(labels: Sequence[LabelCount]) -> Counter[tuple[str, str]]:
    """Return the number of labelled projects by known and best-scored tag."""
    pairs = Counter[tuple[str, str]]()
    for label in labels:
        pairs[label.known_tag, label.best_tag] += label.items
    return pairs


def _tags(distributions: Distributions) -> dict[str, int]:
    return counts(distributions.get(DistributionName.TAGS, ()))


def check_other(tags: Mapping[str, int], settings: Settings) -> CheckResult:
    """Check the share of projects predicted as `other` against PREDAWN_MAX_OTHER."""
    total, other = sum(tags.values()), tags.get(OTHER_TAG, 0)
    share = other_share(tags) or 0.0
    return judge("other", share, settings.max_other, f"{other:,} of {total:,} projects are `{OTHER_TAG}`")


def check_shift(
    reference: Mapping[str, int] | None, tags: Mapping[str, int], serving: int | None, settings: Settings
) -> CheckResult:
    """Check the shift of tags since the run in service against PREDAWN_MAX_PSI."""
    if reference is None:
        return not_applicable("psi", settings.max_psi, NOTHING_COMPARABLE)
    index = population_stability_index(reference, tags)
    return judge("psi", index, settings.max_psi, f"tag distribution against run {serving}")


def check_churn(churn: Churn | None, serving: int | None, settings: Settings) -> CheckResult:
    """Check the share of projects whose tags differ from the run in service against PREDAWN_MAX_CHURN."""
    if churn is None or not churn.both:
        reason = NOTHING_COMPARABLE if churn is None else NO_COMMON_PROJECT
        return not_applicable("churn", settings.max_churn, reason)
    detail = f"{churn.changed:,} of the {churn.both:,} projects also in run {serving} have another tag"
    return judge("churn", churn.changed / churn.both, settings.max_churn, detail)


def find_claim(model: Model, labels: Mapping[tuple[str, str], int]) -> LabelClaim:
    """Return what figures on known labels may claim of a model with these predictions.

    Outputs of a custom predictor that are no tags of the catalogue cannot be judged by its labels.
    """
    claim = claim_of(model)
    if model.artifact_sha256 is not None or not claim.shown or not labels:
        return claim
    known, predicted = ({pair[place] for pair in labels} for place in (0, 1))
    if known & predicted:
        return claim
    reason = f"none of the {len(predicted):,} predicted tags is a known tag of the catalogue"
    return LabelClaim(judged=False, shown=False, status=NO_COMMON_TAG, reason=reason)


def check_f1(
    labels: Mapping[tuple[str, str], int], settings: Settings, claim: LabelClaim = UNSEEN
) -> CheckResult:
    """Check weighted F1, on labels that the model was not trained on, against PREDAWN_MIN_F1.

    Parameters
    ----------
    labels
        The number of projects by known and best-scored tag.
    settings
        The settings.
    claim
        What the figure may claim; where it is not judged, the check holds nothing.
    """
    what, total = ("weighted F1", "labels"), sum(labels.values())
    return _judge_f1(what, total, lambda: weighted_f1(labels), settings, claim)


def check_micro_f1(sets: LabelSets, settings: Settings, claim: LabelClaim = UNSEEN) -> CheckResult:
    """Check micro F1, on lists of tags that the model was not trained on, against PREDAWN_MIN_F1."""
    what = ("micro F1", "projects with known tags")
    return _judge_f1(what, sets.projects, lambda: sets.micro_f1, settings, claim)


def _judge_f1(
    what: tuple[str, str], total: int, figure: Callable[[], float], settings: Settings, claim: LabelClaim
) -> CheckResult:
    """Check an F1 on so many labels; `what` says which F1 it is, and what is counted."""
    name, counted = what
    labels = f"{total:,} {counted}"
    if claim.judged:
        labels += " that the model was not trained on"
    if not claim.shown:
        return not_applicable("f1", settings.min_f1, claim.reason)
    if total < MIN_LABELS:
        detail = f"{labels}; at least {MIN_LABELS} are needed"
        return CheckResult("f1", CheckStatus.NOT_ENOUGH_LABELS, None, settings.min_f1, detail)
    if not claim.judged:
        detail = f"{name} on {labels}; {claim.reason}"
        return CheckResult("f1", CheckStatus.NOT_APPLICABLE, figure(), settings.min_f1, detail)
    return judge("f1", figure(), settings.min_f1, f"{name} on {labels}")
