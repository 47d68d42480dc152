"""A full run from a Parquet file, from the start of the command to its end, against the usual script.

Nothing is switched off. Prints one JSON line with:

- projects a second of `predawn batch` on an empty store, with every project scored, and the seconds of each
  phase (sync, plan, score, check, publish);
- wall time and processor time from plan to publish, server included, and the ratio of the wall time to the
  processor time divided by the number of processors;
- the peak memory of its processes (PSS, without PostgreSQL), and its ratio to that for a tenth of the
  projects;
- projects a second of the usual script: pandas `read_parquet`, the same model as a scikit-learn pipeline, and
  `DataFrame.to_sql` of id, tag and score into the same server, in one process, as it is usually written, and
  in one for each processor;
- the ratios of the first rate to these two.

The clock of the script starts when its processes have started. It runs over the first rows of the same file
only, because its time is proportional to the rows. The run does more than the script: it syncs the catalogue,
stores the ten best tags with their scores, indexes, checks, publishes, and can be resumed.

    python benchmarks/full_run.py --projects 1000000 projects.csv
"""

import argparse
import json
import os
import time
from pathlib import Path
from typing import get_args

import pandas as pd
import pyarrow.parquet as pq
from joblib import Parallel, delayed
from scipy.special import softmax
from sklearn.pipeline import Pipeline
from sqlalchemy import URL, create_engine, make_url, text
from support.catalogues import parse_arguments, write_catalogue, write_head
from support.home import Home, Night, open_home, run_night

from core.types import RunStatus
from model.native.choice import TaggerChoice
from model.tagger.artifact import load_artifact
from model.tagger.normalisation import join_text
from store.catalogue import projects as catalogue
from store.models import registry
from store.serving import pointer

TABLE = "predictions"
PART_ROWS = 5_000
WARM_ROWS = 10
PROCESSORS = len(os.sched_getaffinity(0))


def run_usual_script(source: Path, pipeline: Pipeline, url: URL, parallel: Parallel) -> None:
    """Run the usual script in the processes that are given."""
    projects = pd.read_parquet(source, columns=["project_id", "title", "description"])
    engine = create_engine(url)
    _as_predictions(pipeline, projects.head(1)).head(0).to_sql(
        TABLE, engine, if_exists="replace", index=False
    )
    engine.dispose()
    parts = [projects[first : first + PART_ROWS] for first in range(0, len(projects), PART_ROWS)]
    parallel(delayed(score_part)(pipeline, part, url, TABLE) for part in parts)


def score_part(pipeline: Pipeline, projects: pd.DataFrame, url: URL, table: str) -> None:
    """Score some projects, and append the predictions to a table."""
    engine = create_engine(url)
    _as_predictions(pipeline, projects).to_sql(table, engine, if_exists="append", index=False)
    engine.dispose()


def _as_predictions(pipeline: Pipeline, projects: pd.DataFrame) -> pd.DataFrame:
    texts = [*map(join_text, projects["title"], projects["description"])]
    scores = softmax(pipeline.decision_function(texts), axis=1)
    return pd.DataFrame(
        {
            "project_id": projects["project_id"],
            "predicted_tag": pipeline.classes_[scores.argmax(axis=1)],
            "score": scores.max(axis=1),
        }
    )


def measure_usual_script(home: Home, source: Path, processes: int) -> float:
    """Return the rows a second that the script stores."""
    with home.engine.connect() as connection:
        champion = registry.find_champion(connection)
        assert champion is not None
        pipeline = load_artifact(*registry.read_artifact(connection, champion.version)).pipeline
    url = make_url(home.database.url).set(drivername="postgresql+psycopg2")
    with Parallel(n_jobs=processes) as parallel:
        # In favour of the script, the clock starts when its processes have started and imported everything.
        few = pd.read_parquet(source).head(WARM_ROWS)
        parallel(delayed(score_part)(pipeline, few, url, f"warm_{number}") for number in range(processes))
        began = time.perf_counter()
        run_usual_script(source, pipeline, url, parallel)
        seconds = time.perf_counter() - began
    engine = home.database.engine(None, "usual script")
    with engine.connect() as connection:
        rows = connection.scalar(text(f"SELECT count(*) FROM {TABLE}"))
    engine.dispose()
    assert rows == pq.read_metadata(source).num_rows
    return float(rows / seconds)


def check(home: Home, night: Night, projects: int) -> None:
    """Check that all projects were scored, and are in service."""
    assert night.run.status is RunStatus.PUBLISHED
    assert (night.run.counts.scored, night.run.counts.failed) == (projects, 0)
    with home.engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == night.run.run_id
        assert catalogue.count_active(connection) == projects


def source_of(home: Home) -> Path:
    """Return the path of the catalogue of a home."""
    return home.folder / "catalogue.parquet"


def run_full(home: Home, arguments: argparse.Namespace, projects: int) -> Night:
    """Run over a catalogue of the given size, on an empty store."""
    write_catalogue(source_of(home), arguments.catalogue, projects)
    night = run_night(home, source_of(home), "--full", tagger=arguments.tagger)
    check(home, night, projects)
    return night


def main() -> None:
    """Generate a catalogue, train, run, compare, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--script-rows", type=int, default=60_000, help="the number of rows for the script")
    parser.add_argument("--tagger", choices=get_args(TaggerChoice), default="auto")
    arguments = parse_arguments(parser)
    tenth = arguments.projects // 10
    with open_home() as home:
        home.train(arguments.catalogue)
        small = run_full(home, arguments, tenth)
    with open_home() as home:
        home.train(arguments.catalogue)
        night = run_full(home, arguments, arguments.projects)
        head = home.folder / "head.parquet"
        script_rows = write_head(head, source_of(home), min(arguments.script_rows, arguments.projects))
        script_rate = measure_usual_script(home, head, processes=1)
        parallel_rate = measure_usual_script(home, head, PROCESSORS)
    rate = arguments.projects / night.seconds
    figure = {
        "benchmark": "full_run",
        "off": (),
        "projects": arguments.projects,
        "tagger": arguments.tagger,
        "seconds": round(night.seconds, 1),
        "phase_seconds": night.phase_seconds,
        "rows_per_second": round(rate),
        "plan_to_publish_wall_seconds": round(night.wall_seconds, 2),
        "plan_to_publish_processor_seconds": round(night.processor_seconds, 2),
        "wall_to_processor_ratio": round(night.wall_to_processor, 2),
        "peak_pss_mib": round(night.peak_mib),
        "peak_pss_mib_of_a_tenth": round(small.peak_mib),
        "peak_ratio": round(night.peak_mib / small.peak_mib, 2),
        "usual_script_rows": script_rows,
        "usual_script_rows_per_second": round(script_rate),
        "ratio": round(rate / script_rate, 2),
        "processes": PROCESSORS,
        "rows_per_second_of_processes": round(parallel_rate),
        "ratio_to_processes": round(rate / parallel_rate, 2),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
