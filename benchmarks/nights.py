"""A night with little changed and a night with nothing changed, against the full run.

Prints one JSON line: the seconds of three `predawn batch` in a row, each from the start of its process to
its end (a full run, one after which 1 % of the texts have changed, one after which nothing has), the
seconds of their phases, and the ratios of the second and the third to the first. What is carried over
costs no scoring, so the ratios fall as the model gets slower: they say something for one tagger only.

    python benchmarks/nights.py --projects 200000 --tagger scikit-learn projects.csv
"""

import argparse
import json
from typing import get_args

from support.catalogues import parse_arguments, write_catalogue, write_changed
from support.home import Home, Night, open_home, run_night

from core.types import RunStatus
from model.native.choice import TaggerChoice
from store import publication


def check(home: Home, nights: dict[str, Night], projects: int, changed: int) -> None:
    """Make sure that each night scored what it had to, and that the right run is in service."""
    first, second, third = nights.values()
    assert [night.run.status for night in nights.values()] == [
        RunStatus.PUBLISHED,
        RunStatus.PUBLISHED,
        RunStatus.UNCHANGED,
    ]
    assert (first.run.counts.scored, first.run.counts.reused) == (projects, 0)
    assert (second.run.counts.scored, second.run.counts.reused) == (changed, projects - changed)
    assert (third.run.counts.scored, third.run.counts.total) == (0, projects)
    with home.engine.connect() as connection:
        assert publication.read_serving(connection).run_id == second.run.run_id


def main() -> None:
    """Generate, train, run three nights, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--changed", type=float, default=0.01, help="the share of texts that change")
    parser.add_argument("--tagger", choices=get_args(TaggerChoice), default="auto")
    arguments = parse_arguments(parser)
    with open_home() as home:
        before, after = home.folder / "before.parquet", home.folder / "after.parquet"
        write_catalogue(before, arguments.catalogue, arguments.projects)
        changed = write_changed(after, before, arguments.changed)
        home.train(arguments.catalogue)
        nights = {
            "full": run_night(home, before, "--full", tagger=arguments.tagger),
            "changed": run_night(home, after, tagger=arguments.tagger),
            "unchanged": run_night(home, after, tagger=arguments.tagger),
        }
        check(home, nights, arguments.projects, changed)
    full = nights["full"].seconds
    figure = {
        "benchmark": "nights",
        "projects": arguments.projects,
        "tagger": arguments.tagger,
        "changed_projects": changed,
        "seconds": {name: round(night.seconds, 2) for name, night in nights.items()},
        "phase_seconds": {name: night.phase_seconds for name, night in nights.items()},
        "ratio_changed": round(nights["changed"].seconds / full, 3),
        "ratio_unchanged": round(nights["unchanged"].seconds / full, 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
