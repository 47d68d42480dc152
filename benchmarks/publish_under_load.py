"""Lookups in the store while runs are published; without checks of churn, PSI and F1.

Clients, each a process with its own connection, look projects up without a pause through
`store.serving.lookup.look_up`, while runs of a small catalogue are scored, published and pruned. Each run has
a predictor that gives every project the tag of that run, so an answer shows which run each of its parts came
from. Prints one JSON line: the number of answers; the number that found a run in service but no row of it
(missing), or parts of two runs (mixed), both of which must be 0; lookups a second, the rate of the same
clients while nothing is published, and the ratio of the two; and the median seconds of a publish, from the
end of the checks until the pointer has moved, including the wait for older readers.

    python benchmarks/publish_under_load.py
"""

import argparse
import json
import multiprocessing
import random
import statistics
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import NamedTuple

from support.catalogues import parse_arguments, write_catalogue
from support.home import DefaultSettings, Home, open_home

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.types import Phase, RunStatus
from store.connect.database import Database
from store.connect.engine import Role
from store.serving.lookup import look_up

QUIET_SECONDS = 5.0
READY_TIMEOUT_SECONDS = 120.0


class Answer(NamedTuple):
    """The parts of a lookup that differ between runs; `during` is true while runs are in progress."""

    during: bool
    serving_run: int | None
    run: int | None
    model: int | None
    tag: str | None


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals between the clients and the publisher."""

    ready: Barrier
    publishing: Event
    ended: Event


class _Client:
    """The signals in a client's process, which can only be passed to it when it starts."""

    signals: Signals

    @classmethod
    def start(cls, signals: Signals) -> None:
        cls.signals = signals


def read(database: Database, projects: int, seed: int) -> Counter[Answer]:
    """Look up random projects until the end is signalled, and count the answers."""
    signals = _Client.signals
    generator = random.Random(seed)
    answers: Counter[Answer] = Counter()
    engine = database.engine(Role.API, f"client {seed}", pool_size=1)
    with engine.connect() as connection:
        signals.ready.wait(READY_TIMEOUT_SECONDS)
        while not signals.ended.is_set():
            during = signals.publishing.is_set()
            found = look_up(connection, str(generator.randint(1, projects)))
            connection.rollback()
            assert found is not None
            parts = (found.run_id, found.model_version, found.predicted_tag)
            answers[Answer(during, found.serving_run, *parts)] += 1
    engine.dispose()
    return answers


@dataclass(slots=True)
class PublishClock(Silent):
    """Progress that measures the time of the publish phase."""

    began: float = 0.0
    seconds: float = 0.0

    def enter(self, phase: Phase) -> None:
        """Record the start and the end of publishing."""
        if phase is Phase.PUBLISH:
            self.began = time.perf_counter()
        elif phase is Phase.PRUNE:
            self.seconds = time.perf_counter() - self.began


@dataclass(frozen=True, slots=True)
class PublishedRun:
    """A published run: the model and the tag of its rows, and the seconds of publishing it."""

    model: int | None
    tag: str
    publish_seconds: float


class Publisher:
    """Publishes one run after another, each with a different tag.

    Parameters
    ----------
    home
        The home.
    source
        The catalogue.
    """

    def __init__(self, home: Home, source: Path) -> None:
        self.runs: dict[int, PublishedRun] = {}
        self._home = home
        self._source = source

    def publish(self) -> None:
        """Score the catalogue with the next edition of the predictor, and publish it."""
        number = len(self.runs)
        config = self._home.folder / f"edition-{number}.toml"
        config.write_text(f"number = {number}\n")
        settings = DefaultSettings(
            predictor="support.edition:Edition",
            predictor_config=config,
            workers=1,
            max_churn=1.0,
            max_psi=1e9,
            min_f1=0.0,
        )
        clock = PublishClock()
        run = run_batch(self._home.database, settings, RunRequest(source=str(self._source)), clock)
        assert run.status is RunStatus.PUBLISHED
        self.runs[run.run_id] = PublishedRun(run.model_version, f"edition-{number}", clock.seconds)


def measure(
    publisher: Publisher, database: Database, *, clients: int, projects: int, publishes: int
) -> tuple[Counter[Answer], float]:
    """Publish under load, and return the answers and the seconds it took."""
    context = multiprocessing.get_context("spawn")
    signals = Signals(context.Barrier(clients + 1), context.Event(), context.Event())
    with ProcessPoolExecutor(
        clients, mp_context=context, initializer=_Client.start, initargs=(signals,)
    ) as pool:
        readers = [pool.submit(read, database, projects, seed) for seed in range(clients)]
        signals.ready.wait(READY_TIMEOUT_SECONDS)
        try:
            time.sleep(QUIET_SECONDS)
            signals.publishing.set()
            began = time.perf_counter()
            for _ in range(publishes):
                publisher.publish()
            seconds = time.perf_counter() - began
        finally:
            signals.ended.set()
        return sum((reader.result() for reader in readers), Counter()), seconds


def is_mixed(answer: Answer, runs: Mapping[int, PublishedRun]) -> bool:
    """Return True if an answer mixes parts of different runs."""
    if answer.run is None or answer.serving_run is None:
        return False
    published = runs[answer.serving_run]
    return (answer.run, answer.model, answer.tag) != (answer.serving_run, published.model, published.tag)


def main() -> None:
    """Publish a first run, then many more under load, and print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=500)
    parser.add_argument("--publishes", type=int, default=200)
    parser.add_argument("--clients", type=int, default=8)
    arguments = parse_arguments(parser)
    with open_home() as home:
        source = home.folder / "catalogue.parquet"
        write_catalogue(source, arguments.catalogue, arguments.projects)
        publisher = Publisher(home, source)
        publisher.publish()
        answers, seconds = measure(
            publisher,
            home.database,
            clients=arguments.clients,
            projects=arguments.projects,
            publishes=arguments.publishes,
        )
    runs = publisher.runs
    total = answers.total()
    missing = sum(count for answer, count in answers.items() if answer.run is None)
    mixed = sum(count for answer, count in answers.items() if is_mixed(answer, runs))
    seen = {answer.serving_run for answer in answers}
    assert len(runs) == arguments.publishes + 1
    assert seen <= runs.keys()
    during = sum(count for answer, count in answers.items() if answer.during)
    rate, quiet_rate = during / seconds, (total - during) / QUIET_SECONDS
    latencies = [run.publish_seconds for run in runs.values()][1:]
    figure = {
        "benchmark": "publish_under_load",
        "off": ("checks of churn, PSI and F1",),
        "publishes": arguments.publishes,
        "clients": arguments.clients,
        "seconds": round(seconds, 1),
        "answers": total,
        "runs_seen": len(seen),
        "missing_rows": missing,
        "mixed_answers": mixed,
        "lookups_per_second": round(rate),
        "quiet_lookups_per_second": round(quiet_rate),
        "ratio": round(rate / quiet_rate, 2),
        "publish_seconds_median": round(statistics.median(latencies), 3),
    }
    print(json.dumps(figure))
    assert (missing, mixed) == (0, 0), "a reader saw a partial run"


if __name__ == "__main__":
    main()
