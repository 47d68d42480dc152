"""Lookups over HTTP while runs are published; without access log, keys and headers of a proxy.

Two runs of a catalogue, by two models, are published. Then 32 connections look up random projects without a
pause, in turns: while nothing else happens; while the pointer moves back and forth ten times, as publishing
and rolling back move it; and while `predawn batch` makes and publishes one run after another, each with 1 %
of the texts changed. The runs share one processor with the client and PostgreSQL; the server has the other.
Prints one JSON line with the medians of rates and latencies (in microseconds) of each, and the medians of the
ratios to the quiet turn of each round. A test holds that no answer mixes two runs:
`tests/promises/test_lookups_are_of_one_run_while_runs_change.py`.

    python benchmarks/lookups_while_publishing.py
"""

import argparse
import json
import os
import subprocess
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Self

from support.catalogues import parse_arguments, write_catalogue, write_changed
from support.home import Home, open_home, run_night
from support.served_home import serving_home
from support.servers import CLIENT_PROCESSOR, PREDAWN, environment
from support.turns import Lookups, middle, ratios

from core.types import RunStatus
from store.runs import ledger
from store.serving import pointer
from store.serving.pointer import PointerMove

MOVES = 10
CHANGED_SHARE = 0.01


def publish_two(home: Home, arguments: argparse.Namespace) -> Iterator[Path]:
    """Publish two runs, and return endless catalogues that each differ a little from the one before."""
    found = set()
    before, after = home.folder / "before.parquet", home.folder / "after.parquet"
    write_catalogue(before, arguments.catalogue, arguments.projects)
    write_changed(after, before, CHANGED_SHARE)
    for _ in range(2):
        home.train(arguments.catalogue)
        night = run_night(home, before, "--full", "--fresh")
        found.add(night.run.run_id)
    assert len(found) == 2, found
    return cycle([after, before])


class Beside(ABC):
    """Works in a thread during a turn, and finishes its current step when the turn is over."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.ended = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="beside a turn")

    @abstractmethod
    def work(self) -> None:
        """Work until `ended` is set."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            self.work()
        except Exception as error:  # noqa: BLE001 - raised again at the end of the turn
            self._error = error


class Moves(Beside):
    """Moves the pointer back and forth between the two newest runs, evenly over some seconds."""

    def __init__(self, home: Home, seconds: float) -> None:
        super().__init__(home)
        self._pause = seconds / (MOVES + 1)

    def work(self) -> None:
        """Move the pointer."""
        with self.home.engine.connect() as connection:
            newest, older = (run.run_id for run in ledger.list_runs(connection, top=2))
        for number in range(MOVES):
            self.ended.wait(self._pause)
            with self.home.engine.begin() as connection:
                seen = pointer.read_serving(connection)
                run_id, kind = (older, "rollback") if number % 2 == 0 else (newest, "publish")
                pointer.move_pointer(
                    connection, PointerMove(run_id, kind, "benchmark", "a try"), expected=seen.publication_id
                )


class Nights(Beside):
    """Makes and publishes one run after another with `predawn batch`, on the processor of the client.

    `published` is the number of runs that began and ended within the turn.
    """

    def __init__(self, home: Home, sources: Iterator[Path]) -> None:
        super().__init__(home)
        self.published = 0
        self._sources = sources

    def work(self) -> None:
        """Make runs, and wait for the last one."""
        while not self.ended.is_set():
            command = [str(PREDAWN), "--home", str(self.home.settings.home), "batch"]
            subprocess.run(
                [*command, "--source", str(next(self._sources))],
                check=True,
                cwd=self.home.folder,
                env=environment(),
                capture_output=True,
                preexec_fn=lambda: os.sched_setaffinity(0, {CLIENT_PROCESSOR}),
            )
            with self.home.engine.connect() as connection:
                run = ledger.list_runs(connection, top=1)[0]
            assert run.status is RunStatus.PUBLISHED, run
            self.published += not self.ended.is_set()


def main() -> None:
    """Measure the three kinds of turns, and print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8.0, help="the length of a turn")
    parser.add_argument(
        "--publishing-seconds", type=float, default=25.0, help="the length of a turn with runs"
    )
    arguments = parse_arguments(parser)
    load = Lookups(arguments.projects, arguments.seconds)
    longer = Lookups(arguments.projects, arguments.publishing_seconds)
    quiet, moving, publishing = [], [], []
    published = 0
    with open_home() as home:
        sources = publish_two(home, arguments)
        home.place_server({CLIENT_PROCESSOR})
        with serving_home(home) as server:
            for seed in range(arguments.rounds):
                quiet.append(load.put_on(server, seed))
                with Moves(home, arguments.seconds):
                    moving.append(load.put_on(server, seed))
                with Nights(home, sources) as nights:
                    publishing.append(longer.put_on(server, seed))
                published += nights.published
    if published < arguments.rounds:
        raise SystemExit(
            f"Only {published} runs were published in {arguments.rounds} turns of {longer.seconds} s. "
            "Make these turns longer with --publishing-seconds, or the catalogue smaller with --projects."
        )
    figure = {
        "benchmark": "lookups_while_publishing",
        "off": ("access log", "headers of a proxy", "API keys"),
        "projects": arguments.projects,
        "connections": load.connections,
        "moves_a_round": MOVES,
        "published": published,
        "quiet": middle(quiet),
        "while_moving": middle(moving),
        "while_publishing": middle(publishing),
        "ratio_moving": ratios(moving, quiet),
        "ratio_publishing": ratios(publishing, quiet),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
