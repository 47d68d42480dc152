"""The time and the storage of many nights with little changed, against as many whole runs.

Nothing is switched off. Prints one JSON line: the seconds of the nights and of some full runs on the same
store, each the whole command, from a file in which 1 % of the texts have changed; the phases of each night;
the bytes of the tables that each run made; how many of the nights were stored whole, as their differences had
become too large; and the ratios of all nights to as many full runs, each of which takes their median.

    python benchmarks/thirty_nights.py --projects 1000000 projects.csv
"""

import argparse
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import mean, median

from support.catalogues import parse_arguments, write_catalogue, write_changed
from support.home import Home, Night, open_home, run_night

from core.types import RunStatus
from store.runs import tables as run_tables


def write_catalogues(first: Path, share: float) -> Iterator[Path]:
    """Yield catalogues, each with a share of the texts of the one before changed, which is removed."""
    before = first
    for number in count(1):
        after = first.with_name(f"{number}.parquet")
        write_changed(after, before, share, seed=number)
        before.unlink()
        yield after
        before = after


def run_nights(home: Home, catalogues: Iterator[Path], nights: int, *options: str) -> tuple[list[Night], int]:
    """Run some nights, and return them and the bytes of the tables that they made."""
    made, size = [], 0
    for _ in range(nights):
        night = run_night(home, next(catalogues), *options)
        assert night.run.status is RunStatus.PUBLISHED
        with home.engine.connect() as connection:
            tables = {table.run_id: table.bytes for table in run_tables.list_tables(connection)}
        made.append(night)
        size += tables[night.run.run_id]
    return made, size


def main() -> None:
    """Generate catalogues, train, run the full runs and the nights, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--changed", type=float, default=0.01, help="the share of texts that change")
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--full-runs", type=int, default=5, help="the number of full runs to compare with")
    arguments = parse_arguments(parser)
    with open_home() as home:
        first = home.folder / "0.parquet"
        write_catalogue(first, arguments.catalogue, arguments.projects)
        home.train(arguments.catalogue)
        run_night(home, first)
        catalogues = write_catalogues(first, arguments.changed)
        full_runs, full_bytes = run_nights(home, catalogues, arguments.full_runs, "--full")
        nights, night_bytes = run_nights(home, catalogues, arguments.nights)
    seconds = [night.seconds for night in nights]
    full_seconds = [night.seconds for night in full_runs]
    figure = {
        "benchmark": "thirty_nights",
        "off": (),
        "projects": arguments.projects,
        "nights": arguments.nights,
        "nights_stored_whole": sum(night.run.whole_run is None for night in nights),
        "seconds": round(sum(seconds), 1),
        "median_seconds": round(median(seconds), 2),
        "phase_seconds": [night.phase_seconds for night in nights],
        "full_run_seconds": [round(one, 2) for one in full_seconds],
        "table_mib": round(night_bytes / 2**20),
        "full_run_table_mib": round(full_bytes / len(full_runs) / 2**20),
        "ratio_seconds": round(mean(seconds) / median(full_seconds), 3),
        "ratio_bytes": round(night_bytes / arguments.nights / (full_bytes / len(full_runs)), 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
