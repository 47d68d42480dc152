"""A night with little changed and a night with nothing changed, against a full run on a filled store.

Nothing is switched off. Prints one JSON line: the seconds of four `predawn batch` in a row, each from the
start of its process to its end. The first one fills the store. A full run follows, of a catalogue in which
1 % of the texts have changed; then a night after which another 1 % have, and one after which nothing has.
With them come the seconds of their phases, and the ratios of the third and the fourth to the second, which
had the same store to sync with and to publish into. What is carried over costs no scoring, so the ratios
fall as the model gets slower: they say something for one tagger only.

    python benchmarks/nights.py --projects 200000 --tagger scikit-learn projects.csv
"""

import argparse
import json
from typing import get_args

from support.catalogues import parse_arguments, write_catalogue, write_changed
from support.home import Home, Night, open_home, run_night

from core.types import RunStatus
from model.native.choice import TaggerChoice
from store.serving import pointer


def check(home: Home, nights: dict[str, Night], projects: int, changed: int) -> None:
    """Make sure that each night scored what it had to, and that the right run is in service."""
    filling, full, after, unchanged = nights.values()
    assert [night.run.status for night in nights.values()] == [
        RunStatus.PUBLISHED,
        RunStatus.PUBLISHED,
        RunStatus.PUBLISHED,
        RunStatus.UNCHANGED,
    ]
    for whole in (filling, full):
        assert (whole.run.counts.scored, whole.run.counts.reused) == (projects, 0)
    assert (after.run.counts.scored, after.run.counts.reused) == (changed, projects - changed)
    assert (unchanged.run.counts.scored, unchanged.run.counts.total) == (0, projects)
    with home.engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == after.run.run_id


def main() -> None:
    """Generate, train, run four nights, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--changed", type=float, default=0.01, help="the share of texts that change")
    parser.add_argument("--tagger", choices=get_args(TaggerChoice), default="auto")
    arguments = parse_arguments(parser)
    with open_home() as home:
        first, second, third = (home.folder / f"{name}.parquet" for name in ("first", "second", "third"))
        write_catalogue(first, arguments.catalogue, arguments.projects)
        write_changed(second, first, arguments.changed, seed=1)
        changed = write_changed(third, second, arguments.changed, seed=2)
        home.train(arguments.catalogue)
        nights = {
            "filling": run_night(home, first, tagger=arguments.tagger),
            "full": run_night(home, second, "--full", tagger=arguments.tagger),
            "changed": run_night(home, third, tagger=arguments.tagger),
            "unchanged": run_night(home, third, tagger=arguments.tagger),
        }
        check(home, nights, arguments.projects, changed)
    full = nights["full"].seconds
    figure = {
        "benchmark": "nights",
        "off": (),
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
