"""The disk space of runs, against the minimum for their predictions and indexes.

Prints one JSON line: the growth of the database in bytes after two full runs of a catalogue that is already
in it, after a third run, and after the oldest was pruned; the bytes of one run's predictions rewritten in the
order of their ids, with the same keys and indexes; and the ratio of the growth by two runs to twice that.
`ratio_after_pruning` is the same ratio after the third run was added and the first pruned. The write-ahead
log does not count. The table of each run is checked as well: it must have no dead row, and only frozen pages.

    python benchmarks/storage.py --projects 1000000 projects.csv
"""

import argparse
import json
from typing import get_args

from sqlalchemy import Connection, text
from support.catalogues import parse_arguments, write_catalogue
from support.home import measure_database, open_home, run_night

from batch.steps.sync import sync_alone
from model.native.choice import TaggerChoice
from store.runs import tables as run_tables
from store.serving import retention

KEPT = 2
IDEAL = "predawn.ideal"


def measure_ideal(connection: Connection, run_id: int) -> int:
    """Rewrite a run's predictions as densely as possible, and return their bytes with all indexes."""
    connection.execute(text(f"CREATE TABLE {IDEAL} (LIKE predawn.predictions INCLUDING STORAGE)"))
    connection.execute(
        text(f"INSERT INTO {IDEAL} SELECT * FROM {run_tables.table_name(run_id)} ORDER BY project_id")
    )
    connection.execute(text(f"ALTER TABLE {IDEAL} ADD PRIMARY KEY (run_id, project_id)"))
    connection.execute(text(f"CREATE INDEX ON {IDEAL} (run_id, predicted_tag, score DESC, project_id)"))
    size = connection.scalar(text(f"SELECT pg_total_relation_size('{IDEAL}')"))
    connection.execute(text(f"DROP TABLE {IDEAL}"))
    assert isinstance(size, int)
    return size


def check_tables(connection: Connection) -> None:
    """Check that the table of every run has no dead row, and only frozen pages."""
    for table in run_tables.list_tables(connection):
        found = connection.execute(
            text(
                "SELECT c.relpages, c.relallvisible, c.relallfrozen, s.n_dead_tup"
                " FROM pg_class AS c JOIN pg_stat_all_tables AS s ON s.relid = c.oid"
                " WHERE c.oid = CAST(:name AS regclass)"
            ),
            {"name": run_tables.table_name(table.run_id)},
        ).one()
        assert found.n_dead_tup == 0, found
        assert found.relallvisible == found.relallfrozen == found.relpages > 0, found


def main() -> None:
    """Generate a catalogue, sync, train, run three nights, prune, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--tagger", choices=get_args(TaggerChoice), default="auto")
    arguments = parse_arguments(parser)
    with open_home() as home:
        source = home.folder / "catalogue.parquet"
        write_catalogue(source, arguments.catalogue, arguments.projects)
        home.train(arguments.catalogue)
        sync_alone(home.engine, home.settings, str(source), home.settings.max_shrink)
        sizes = [measure_database(home)]
        for _ in range(KEPT + 1):
            night = run_night(home, source, "--full", tagger=arguments.tagger)
            sizes.append(measure_database(home))
        with home.engine.begin() as connection:
            check_tables(connection)
            tables = {table.run_id: table.bytes for table in run_tables.list_tables(connection)}
        with home.engine.begin() as connection:
            ideal = measure_ideal(connection, night.run.run_id)
        dropped, kept = retention.prune(home.engine, published=KEPT, unpublished=0)
        assert (len(dropped), kept) == (1, [])
        pruned = measure_database(home)
    before, _, two_runs, three_runs = sizes
    figure = {
        "benchmark": "storage",
        "off": (),
        "projects": arguments.projects,
        "database_before_bytes": before,
        "two_runs_added_bytes": two_runs - before,
        "three_runs_added_bytes": three_runs - before,
        "after_pruning_added_bytes": pruned - before,
        "run_table_bytes": tables,
        "least_bytes_a_run": ideal,
        "bytes_a_prediction": round(ideal / arguments.projects),
        "ratio": round((two_runs - before) / (KEPT * ideal), 4),
        "ratio_after_pruning": round((pruned - before) / (KEPT * ideal), 4),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
