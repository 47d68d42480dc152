"""Nights that are named the same number of changes in catalogues of different sizes.

Prints one JSON line: for a catalogue and for a tenth of it, the seconds of the run that filled the store, and
of the nights whose source named as many changed projects; their phases; the peak memory of each; the bytes
that the first of these nights added to the database; and the ratio of the median seconds of the nights. Each
catalogue is a table of SQLite, and its query has `:since`.

    python benchmarks/named_changes.py --projects 10000000 projects.csv
"""

import argparse
import json
from pathlib import Path
from statistics import median
from typing import Any

from support.catalogues import change_rows, parse_arguments, write_catalogue, write_table
from support.home import measure_database, open_home, run_night

from core.types import RunStatus

ASKED = {"PREDAWN_CATALOGUE_QUERY": "SELECT * FROM projects WHERE updated_at >= :since"}


def measure(base: Path, projects: int, changed: int, nights: int) -> dict[str, Any]:
    """Fill a store, and return the figures of nights with named changes in it."""
    with open_home() as home:
        catalogue, table = home.folder / "catalogue.parquet", home.folder / "source.db"
        write_catalogue(catalogue, base, projects)
        write_table(table, catalogue)
        catalogue.unlink()
        home.train(base)
        filling = run_night(home, f"sqlite:///{table}", **ASKED)
        assert filling.run.counts.scored == projects
        before = measure_database(home)
        measured = []
        for number in range(nights):
            change_rows(table, changed, seed=number)
            night = run_night(home, f"sqlite:///{table}", **ASKED)
            assert night.run.status is RunStatus.PUBLISHED
            assert night.run.counts.scored == changed
            measured.append(night)
            if number == 0:
                added = measure_database(home) - before
    return {
        "projects": projects,
        "filling_seconds": round(filling.seconds, 2),
        "filling_peak_mib": round(filling.peak_mib),
        "seconds": [round(night.seconds, 2) for night in measured],
        "median_seconds": round(median(night.seconds for night in measured), 2),
        "phase_seconds": [night.phase_seconds for night in measured],
        "peak_mib": round(max(night.peak_mib for night in measured)),
        "added_mib": round(added / 2**20, 1),
    }


def main() -> None:
    """Measure a tenth and the whole, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_000_000)
    parser.add_argument("--changed", type=int, default=10_000, help="the number of texts that change a night")
    parser.add_argument("--nights", type=int, default=3)
    arguments = parse_arguments(parser)
    smaller, larger = (
        measure(arguments.catalogue, projects, arguments.changed, arguments.nights)
        for projects in (arguments.projects // 10, arguments.projects)
    )
    figure = {
        "benchmark": "named_changes",
        "off": (),
        "projects": arguments.projects,
        "changed_projects": arguments.changed,
        "of_a_tenth": smaller,
        "of_all": larger,
        "ratio": round(larger["median_seconds"] / smaller["median_seconds"], 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
