"""What lookups over HTTP notice of publishes and rollbacks, against the same lookups in quiet times.

Two runs of a catalogue are published, of two models. Then 32 connections look one hundred projects up without
a pause: in turns, while nothing is moved, and while the pointer goes to and fro ten times, all over a turn,
as publishing and rolling back move it. Prints one JSON line with the medians of rates and latencies (in
microseconds) of both, and of the ratios of each round. That no answer is of two runs is held by a test,
`tests/promises/test_lookups_are_of_one_run_while_runs_change.py`.

    python benchmarks/lookups_while_publishing.py
"""

import argparse
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

from support.catalogues import parse_arguments, write_catalogue
from support.home import Home, open_home, run_night
from support.servers import CLIENT_PROCESSOR, PREDAWN, Server, Turn, middle, ratio, serving

from store import publication
from store.publication import Move

CONNECTIONS = 32
PROJECTS_ASKED = 100
MOVES = 10


def publish_two(home: Home, arguments: argparse.Namespace) -> list[int]:
    """Publish two runs, and return their numbers."""
    found = []
    for _ in range(2):
        home.train(arguments.catalogue)
        source = home.folder / "catalogue.parquet"
        write_catalogue(source, arguments.catalogue, arguments.projects)
        night = run_night(home, source, "--full", "--fresh")
        found.append(night.run.run_id)
    assert len(set(found)) == len(found), found
    return found


def load(server: Server, seconds: float) -> Turn:
    """Look up for some seconds, from a process of its own on the other processor."""
    before = server.processor_seconds()
    options = {
        "connections": CONNECTIONS,
        "seconds": seconds,
        "projects": PROJECTS_ASKED,
        "processor": CLIENT_PROCESSOR,
    }
    client = Path(__file__).parent / "support" / "load.py"
    command = [sys.executable, str(client), str(server.port), *(f"--{k}={v}" for k, v in options.items())]
    written = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    found = json.loads(written)
    assert set(found["statuses"]) == {"200"}, found["statuses"]
    used = (server.processor_seconds() - before) / found["requests"] * 1e6
    return Turn(found["rate"], found["p50"], found["p99"], used)


class Mover:
    """Moves the pointer to and fro, evenly over some seconds.

    Parameters
    ----------
    home
        The home.
    runs
        The two runs.
    seconds
        How long the moves go on.
    """

    def __init__(self, home: Home, runs: list[int], seconds: float) -> None:
        self.moves = 0
        self._home = home
        self._runs = runs
        self._pause = seconds / (MOVES + 1)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.join()

    def _work(self) -> None:
        for number in range(MOVES):
            self._ended.wait(self._pause)
            with self._home.engine.begin() as connection:
                seen = publication.read_serving(connection)
                run_id = self._runs[number % 2]
                kind = "rollback" if number % 2 == 0 else "publish"
                publication.move_pointer(
                    connection, Move(run_id, kind, "benchmark", "a try"), expected=seen.publication_id
                )
            self.moves += 1


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0)
    arguments = parse_arguments(parser)
    quiet, moving = [], []
    with open_home() as home:
        runs = publish_two(home, arguments)
        variables = {
            "PREDAWN_DATABASE_URL": home.database.url,
            "PREDAWN_LOG_LEVEL": "warning",
            "PREDAWN_DRAIN_SECONDS": "0",
        }
        with serving("predawn", [str(PREDAWN), "serve"], variables) as server:
            for _ in range(arguments.rounds):
                quiet.append(load(server, arguments.seconds))
                with Mover(home, runs, arguments.seconds) as mover:
                    moving.append(load(server, arguments.seconds))
                assert mover.moves == MOVES, mover.moves
    figure = {
        "benchmark": "lookups_while_publishing",
        "connections": CONNECTIONS,
        "moves_a_round": MOVES,
        "while_moving": middle(moving),
        "quiet": middle(quiet),
        "ratio": {name: ratio(name, moving, quiet) for name in ("rate", "p50", "p99")},
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
