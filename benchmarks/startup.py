"""The processor time of starts with the native tagger, against the same with scikit-learn's.

Nothing is switched off. Prints one JSON line, in seconds of processor time without PostgreSQL's, the median
of some rounds that take turns: `serve` is `predawn serve` from its start until it has answered and is at
rest, `changed` is `predawn batch` on a small catalogue of which one project has changed, `unchanged` the same
with nothing changed, which loads no model, and `models` is `predawn models list`. With PREDAWN_TAGGER=native
nothing but training imports scikit-learn, and so the ratio says what that saves.

    python benchmarks/startup.py --rounds 5 projects.csv
"""

import argparse
import json
import os
import subprocess
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from statistics import median

from support.catalogues import parse_arguments, write_catalogue, write_changed
from support.home import Home, open_home
from support.servers import ALL_PROCESSORS, PREDAWN, environment, serving

TAGGERS = ("native", "scikit-learn")
PROJECTS = 1_000


def variables(home: Home, tagger: str) -> dict[str, str]:
    """Return the variables of a command."""
    return environment(PREDAWN_HOME=str(home.settings.home), PREDAWN_TAGGER=tagger)


def command_seconds(home: Home, tagger: str, arguments: Sequence[str | Path]) -> float:
    """Return the processor time of a command and of the processes that it waited for."""
    before = os.times()
    subprocess.run(
        [PREDAWN, *arguments], cwd=home.folder, env=variables(home, tagger), capture_output=True, check=True
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def serve_seconds(home: Home, tagger: str) -> float:
    """Return the processor time of a server until it has answered and is at rest."""
    with serving(
        tagger,
        [str(PREDAWN), "serve"],
        variables(home, tagger),
        "/health/ready",
        processors=ALL_PROCESSORS,
    ) as server:
        return server.processor_seconds()


def measure(home: Home, base: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Return the median of each start with each tagger."""
    found: dict[str, dict[str, list[float]]] = {}
    source = home.folder / "0.parquet"
    write_catalogue(source, base, PROJECTS)
    home.train(base)
    command_seconds(home, "native", ["batch", "--source", source])
    numbers = count(1)
    for _ in range(rounds):
        for tagger in TAGGERS:
            number = next(numbers)
            changed = home.folder / f"{number}.parquet"
            write_changed(changed, source, 1 / PROJECTS, seed=number)
            source = changed
            batch = ("batch", "--source", source)
            for name, seconds in (
                ("changed", command_seconds(home, tagger, batch)),
                ("unchanged", command_seconds(home, tagger, batch)),
                ("models", command_seconds(home, tagger, ("models", "list"))),
                ("serve", serve_seconds(home, tagger)),
            ):
                found.setdefault(name, {}).setdefault(tagger, []).append(seconds)
    return {
        name: {tagger: round(median(seconds), 2) for tagger, seconds in by_tagger.items()}
        for name, by_tagger in found.items()
    }


def main() -> None:
    """Train, run each start in turns, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parse_arguments(parser)
    with open_home() as home:
        figure: dict[str, object] = {"benchmark": "startup", "off": ()}
        for name, seconds in measure(home, arguments.catalogue, arguments.rounds).items():
            figure[f"{name}_seconds"] = seconds["native"]
            figure[f"{name}_seconds_scikit_learn"] = seconds["scikit-learn"]
            figure[f"{name}_ratio"] = round(seconds["native"] / seconds["scikit-learn"], 2)
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
