"""Nights with little and with nothing changed, against a full run on a filled store.

Nothing is switched off. Prints one JSON line: the seconds of six calls of `predawn batch`, each from the
start of its process to its end. The first fills the store. The second is a full run of a catalogue with 1 %
of the texts changed, the third a night with another 1 % changed, and the fourth a night with nothing changed.
The fifth reads the same catalogue from a table of SQLite, and the sixth asks that table what has changed,
which is another 1 %. The line also has the seconds of their phases, and the ratios of the third, the fourth
and the sixth call to the second, which used the same store. Reused predictions are not scored, so the ratios
fall as the model gets slower: they hold for one tagger only.

    python benchmarks/nights.py --projects 200000 --tagger scikit-learn projects.csv
"""

import argparse
import json
from typing import get_args

from support.catalogues import (
    parse_arguments,
    update_table,
    write_catalogue,
    write_changed,
    write_table,
)
from support.home import Home, Night, open_home, run_night

from core.types import RunStatus
from model.native.choice import TaggerChoice
from store.serving import pointer


def check(home: Home, nights: dict[str, Night], projects: int, changed: int) -> None:
    """Check that each night scored the right number of projects, and that the right run is in service."""
    filling, full, after, unchanged, read, named = nights.values()
    assert [night.run.status for night in nights.values()] == [
        RunStatus.PUBLISHED,
        RunStatus.PUBLISHED,
        RunStatus.PUBLISHED,
        RunStatus.UNCHANGED,
        RunStatus.UNCHANGED,
        RunStatus.PUBLISHED,
    ]
    for whole in (filling, full):
        assert (whole.run.counts.scored, whole.run.counts.reused) == (projects, 0)
    for night in (after, named):
        assert (night.run.counts.scored, night.run.counts.reused) == (changed, projects - changed)
    for night in (unchanged, read):
        assert (night.run.counts.scored, night.run.counts.total) == (0, projects)
    with home.engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == named.run.run_id


def main() -> None:
    """Generate catalogues, train, run six nights, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--changed", type=float, default=0.01, help="the share of texts that change")
    parser.add_argument("--tagger", choices=get_args(TaggerChoice), default="auto")
    arguments = parse_arguments(parser)
    with open_home() as home:
        names = ("first", "second", "third", "fourth")
        first, second, third, fourth = (home.folder / f"{name}.parquet" for name in names)
        table = home.folder / "source.db"
        asked = {"PREDAWN_CATALOGUE_QUERY": "SELECT * FROM projects WHERE updated_at >= :since"}
        write_catalogue(first, arguments.catalogue, arguments.projects)
        write_changed(second, first, arguments.changed, seed=1)
        changed = write_changed(third, second, arguments.changed, seed=2)
        write_changed(fourth, third, arguments.changed, seed=3)
        write_table(table, third)
        home.train(arguments.catalogue)
        nights = {
            "filling": run_night(home, first, tagger=arguments.tagger),
            "full": run_night(home, second, "--full", tagger=arguments.tagger),
            "changed": run_night(home, third, tagger=arguments.tagger),
            "unchanged": run_night(home, third, tagger=arguments.tagger),
            "read": run_night(home, f"sqlite:///{table}", tagger=arguments.tagger, **asked),
        }
        update_table(table, fourth)
        nights["named"] = run_night(home, f"sqlite:///{table}", tagger=arguments.tagger, **asked)
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
        "ratio_named": round(nights["named"].seconds / full, 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
