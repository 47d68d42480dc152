"""What a reader sees at the moment of a publish; without checks of churn, PSI and F1.

Clients, each a process with a connection of its own, look projects up without a pause through
`store.serving.lookup.look_up`, while runs of a small catalogue are scored, published and pruned. Each run
has a predictor of its own that gives every project the tag of that run, so an answer shows where each of
its parts came from. Prints one JSON line: how many answers there were; how many found a run in service and no
row of it (missing), or parts of two runs (mixed), both of which must be none; lookups a second, with the
rate of the same clients while nothing is published, in the same run, and the ratio; and the median seconds
of a publish, from the end of the checks until the pointer has moved, the wait for older readers included.

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
from batch.run import run_batch
from core.types import Phase, RunStatus
from store.connect.database import Database
from store.connect.engine import Role
from store.serving.lookup import look_up

QUIET_SECONDS = 5.0
READY_TIMEOUT_SECONDS = 120.0


class Answer(NamedTuple):
    """What a lookup returned, as far as runs differ in it; `during` is whether runs were under way."""

    during: bool
    serving_run: int | None
    run: int | None
    model: int | None
    tag: str | None


@dataclass(frozen=True, slots=True)
class Signals:
    """What the clients and the publisher tell each other."""

    ready: Barrier
    publishing: Event
    ended: Event


class _Client:
    """The signals in a client's process: they can only be handed to it when it starts."""

    signals: Signals

    @classmethod
    def start(cls, signals: Signals) -> None:
        cls.signals = signals


def read(database: Database, projects: int, seed: int) -> Counter[Answer]:
    """Look random projects up until told to end, and count the answers."""
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
class PublishClock:
    """Progress that takes the time of the publish phase."""

    began: float = 0.0
    seconds: float = 0.0

    def enter(self, phase: Phase) -> None:
        """Note when publishing begins, and when what comes after it does."""
        if phase is Phase.PUBLISH:
            self.began = time.perf_counter()
        elif phase is Phase.PRUNE:
            self.seconds = time.perf_counter() - self.began

    def report(self, message: str) -> None:
        """Ignore the message."""

    def expect(self, projects: int) -> None:
        """Ignore the number."""

    def advance(self, projects: int) -> None:
        """Ignore the number."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published run: the model that its rows must name, their tag, and how long publishing it took."""

    model: int | None
    tag: str
    publish_seconds: float


class Publisher:
    """Publishes one run after another, each with a tag of its own.

    Parameters
    ----------
    home
        The home.
    source
        The catalogue.
    """

    def __init__(self, home: Home, source: Path) -> None:
        self.editions: dict[int, Edition] = {}
        self._home = home
        self._source = source

    def publish(self) -> None:
        """Score the catalogue with the next edition of the predictor, and publish it."""
        number = len(self.editions)
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
        self.editions[run.run_id] = Edition(run.model_version, f"edition-{number}", clock.seconds)


def measure(
    publisher: Publisher, database: Database, *, clients: int, projects: int, publishes: int
) -> tuple[Counter[Answer], float]:
    """Publish under load, and return the answers and how many seconds that took."""
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


def is_mixed(answer: Answer, editions: Mapping[int, Edition]) -> bool:
    """Return whether parts of an answer are of different runs."""
    if answer.run is None or answer.serving_run is None:
        return False
    edition = editions[answer.serving_run]
    return (answer.run, answer.model, answer.tag) != (answer.serving_run, edition.model, edition.tag)


def main() -> None:
    """Publish a first run, then many more under load, and print what the clients saw."""
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
    editions = publisher.editions
    total = answers.total()
    missing = sum(count for answer, count in answers.items() if answer.run is None)
    mixed = sum(count for answer, count in answers.items() if is_mixed(answer, editions))
    seen = {answer.serving_run for answer in answers}
    assert len(editions) == arguments.publishes + 1
    assert seen <= editions.keys()
    during = sum(count for answer, count in answers.items() if answer.during)
    rate, quiet_rate = during / seconds, (total - during) / QUIET_SECONDS
    latencies = [edition.publish_seconds for edition in editions.values()][1:]
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
