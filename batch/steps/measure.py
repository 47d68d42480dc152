"""Part of step 4: measure the run and the on-demand traffic of the days before, and store the figures."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection

from batch.job import Job, scorer_spec
from batch.workers.worker import load_once
from core.quality.claim import LabelClaim
from core.quality.measures import (
    Distribution,
    DistributionName,
    Distributions,
    Figure,
    FigureStatus,
    LabelSets,
    Scope,
    describe_limit,
    tally_lengths,
)
from core.quality.rules import (
    Measures,
    References,
    Vocabulary,
    judge_catalogue,
    judge_traffic,
)
from model.tagger.measuring import count_known, measure_traffic
from store.catalogue import projects
from store.models import registry
from store.runs import ledger
from store.runs import metrics as run_metrics
from store.serving.run_outputs import find_run_output


@dataclass(frozen=True, slots=True)
class RunComparison:
    """A run as its checks saw it, and the distributions of the one in service, if any.

    `f1` and `tags_psi` are the figures of the checks; None where the checks have none. `claim` says what
    figures on known labels mean.
    """

    distributions: Distributions
    serving: int | None
    serving_distributions: Distributions | None
    f1: float | None
    label_sets: LabelSets | None
    tags_psi: float | None
    claim: LabelClaim


def find_distributions(connection: Connection, run_id: int) -> Distributions:
    """Return the stored distributions of a run, or count them if it was never measured."""
    kept = run_metrics.read_distributions(connection, run_id, Scope.CATALOGUE)
    if kept:
        return kept
    run = ledger.find_run(connection, run_id)
    multi_label = find_run_output(connection, run).multi_label
    return run_metrics.count_distributions(connection, run, multi_label=multi_label)


@dataclass(frozen=True, slots=True)
class TextMeasures:
    """The lengths and the words of a sample of the texts, and the words that a run's model knows, if any."""

    lengths: Distribution
    words: Vocabulary
    known: frozenset[str] | None


def measure_texts(job: Job) -> TextMeasures:
    """Measure a sample of the catalogue's texts, whether or not they could be scored."""
    version = scorer_spec(job).model_version
    with job.engine.begin() as connection:
        model = registry.find_model(connection, version)
        texts = projects.sample_texts(connection, job.run.counts.total)
    # Loading a model may take seconds; no transaction should be open meanwhile.
    known = _known_words(job, tagger=model.artifact_sha256 is not None)
    return TextMeasures(tally_lengths(_lengths(texts)), count_known(known, _columns(texts)), known)


def measure_job(job: Job, compared: RunComparison, texts: TextMeasures) -> tuple[Figure, ...]:
    """Measure a run and the traffic before it, store the figures, and return and report those that warn."""
    version = scorer_spec(job).model_version
    with job.engine.begin() as connection:
        model = registry.find_model(connection, version)
        references = References.of(compared.serving_distributions, compared.serving, model.training_data)
        catalogue = _measure_catalogue(compared, texts)
        traffic = _measure_traffic(connection, job, texts.known)
        figures = {
            Scope.CATALOGUE: judge_catalogue(catalogue, references, job.settings),
            Scope.ON_DEMAND: judge_traffic(traffic, references, job.settings),
        }
        for scope, measured in ((Scope.CATALOGUE, catalogue), (Scope.ON_DEMAND, traffic)):
            run_metrics.save(connection, job.run.run_id, scope, measured.distributions, figures[scope])
        ledger.fence(connection, job.run.run_id, job.run.attempt)
    warnings = tuple(
        figure for found in figures.values() for figure in found if figure.status is FigureStatus.WARN
    )
    for figure in warnings:
        job.report(f"warning {describe(figure)}")
    return warnings


def describe(figure: Figure) -> str:
    """Describe a figure that warns, with its threshold."""
    where = "" if figure.scope is Scope.CATALOGUE else "on-demand traffic, "
    limit = describe_limit(figure.name, f"{figure.threshold:g}")
    return f"{where}{figure.name}: {figure.value:.3g} (limit: {limit}); {figure.detail}"


def _known_words(job: Job, *, tagger: bool) -> frozenset[str] | None:
    """Return the vocabulary of the model; None if it has none, or the run did not load it."""
    if not tagger or not job.run.counts.scored:
        return None
    return load_once(job.database, scorer_spec(job)).vocabulary


def _measure_catalogue(compared: RunComparison, texts: TextMeasures) -> Measures:
    distributions = {**compared.distributions, DistributionName.TEXT_LENGTHS: texts.lengths}
    return Measures(
        distributions, texts.words, compared.f1, compared.label_sets, compared.tags_psi, compared.claim
    )


def _lengths(texts: pa.Table) -> Iterable[int]:
    lengths: Iterable[int] = pc.add(
        pc.utf8_length(texts["title"]), pc.utf8_length(texts["description"])
    ).to_pylist()
    return lengths


def _columns(texts: pa.Table) -> Iterable[str]:
    yield from texts["title"].to_pylist()
    yield from texts["description"].to_pylist()


def _measure_traffic(connection: Connection, job: Job, known: frozenset[str] | None) -> Measures:
    window = job.settings.traffic_window
    counted = run_metrics.count_traffic_scores(connection, window)
    return measure_traffic(counted, run_metrics.read_traffic_texts(connection, window), known)
