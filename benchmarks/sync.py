"""Syncs of a catalogue: the first one, one with 1 % of the texts changed, and one with nothing changed.

Another first one, in a store of its own, has three further columns as features. Nothing is switched off.
Prints one JSON line: for each sync the seconds of `predawn catalogue sync` from the start of its process to
its end, and the processor time of the command and of the server, which depends less on what else the machine
does. The unchanged file was written anew with other bytes, so that it is read and compared; a file with the
same bytes is not. The ratios are those of processor time to the first sync, that of features to one of the
same columns without them.

    python benchmarks/sync.py --projects 1000000 projects.csv
"""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from support.catalogues import SCHEMA, parse_arguments, write_catalogue, write_changed
from support.home import Home, open_home
from support.processor import ProcessorTime
from support.servers import PREDAWN, environment

FEATURES = "language:str, price:float, stars:int"


def sync(home: Home, source: Path, features: str = "") -> dict[str, float]:
    """Sync from a source in a process of its own; return its seconds and processor time."""
    with ProcessorTime(home.server_pid) as server:
        began, before = time.time(), os.times()
        command = [str(PREDAWN), "catalogue", "sync", str(source)]
        subprocess.run(
            command,
            cwd=home.folder,
            env=environment(PREDAWN_HOME=str(home.settings.home), PREDAWN_FEATURES=features),
            capture_output=True,
            check=True,
        )
        ended, after = time.time(), os.times()
    client = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "seconds": round(ended - began, 2),
        "client": round(client, 2),
        "server": round(server.between(began, time.time()), 2),
    }


def write_anew(path: Path, original: Path) -> None:
    """Copy a catalogue row by row into a file of other bytes."""
    with pq.ParquetFile(original) as file, pq.ParquetWriter(path, SCHEMA, compression="lz4") as writer:
        for batch in file.iter_batches(batch_size=20_000):
            writer.write_batch(batch)


def add_features(path: Path, original: Path) -> None:
    """Copy a catalogue into a file with further columns."""
    table = pq.read_table(original)
    random = np.random.default_rng(0)
    for name, values in (
        ("language", random.choice(["C++", "Go", "Python", "Rust"], len(table))),
        ("price", random.random(len(table))),
        ("stars", random.integers(0, 100_000, len(table))),
    ):
        table = table.append_column(name, pa.array(values))
    pq.write_table(table, path, compression="lz4")


def compare_features(folder: Path, original: Path) -> dict[str, dict[str, float]]:
    """Sync from a file with further columns into new stores, without them and with them."""
    path = folder / "featured.parquet"
    add_features(path, original)
    found = {}
    for name, features in (("columns", ""), ("features", FEATURES)):
        with open_home() as home:
            found[name] = sync(home, path, features)
    return found


def main() -> None:
    """Generate catalogues, sync from each, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--changed", type=float, default=0.01, help="the share of texts that change")
    arguments = parse_arguments(parser)
    with open_home() as home:
        first, changed, anew = (home.folder / f"{name}.parquet" for name in ("first", "changed", "anew"))
        write_catalogue(first, arguments.catalogue, arguments.projects)
        changed_projects = write_changed(changed, first, arguments.changed, seed=1)
        write_anew(anew, changed)
        found = {path.stem: sync(home, path) for path in (first, changed, anew)}
        found |= compare_features(home.folder, first)
    taken = {name: times["client"] + times["server"] for name, times in found.items()}
    figure = {
        "benchmark": "sync",
        "off": (),
        "projects": arguments.projects,
        "changed_projects": changed_projects,
        "syncs": found,
        "ratio_changed": round(taken["changed"] / taken["first"], 3),
        "ratio_unchanged": round(taken["anew"] / taken["first"], 3),
        "ratio_features": round(taken["features"] / taken["columns"], 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
