"""A full run from a Parquet file, from the start of the command to its end, against the usual script.

Prints one JSON line: projects a second of `predawn batch` (sync, plan, score, check and publish, every
project scored), the seconds of each phase, the wall and the processor time from plan to publish (server
included) with the ratio of the first to the second shared by all processors, the peak memory of its
processes (PSS, PostgreSQL apart), and projects a second of the script that one would write instead: pandas
`read_parquet`, the same model as a scikit-learn pipeline, `DataFrame.to_sql` of id, tag and score into the
same server. The script runs over the first rows of the same file and its rate is taken for the whole, as
each of its parts takes its time by the row. The ratio is of the two rates; beyond what is compared, the run
has synced the catalogue, stored the ten best tags with their scores, indexed, checked and published, and
could have been resumed.

    python benchmarks/full_run.py --projects 1000000 projects.csv
"""

import argparse
import json
import time
from pathlib import Path
from typing import get_args

import pandas as pd
from scipy.special import softmax
from sklearn.pipeline import Pipeline
from sqlalchemy import Engine
from support.catalogues import parse_arguments, write_catalogue, write_head
from support.home import Home, Night, open_home, run_night

from core.types import RunStatus
from model.artifact import load_artifact
from model.native.choice import TaggerChoice
from model.normalisation import join_text
from store import catalogue, publication, registry


def run_usual_script(source: Path, pipeline: Pipeline, engine: Engine) -> int:
    """Do what one would write first, and return the number of rows that it stored."""
    projects = pd.read_parquet(source)
    texts = [*map(join_text, projects["title"], projects["description"])]
    scores = softmax(pipeline.decision_function(texts), axis=1)
    predictions = pd.DataFrame(
        {
            "project_id": projects["project_id"],
            "predicted_tag": pipeline.classes_[scores.argmax(axis=1)],
            "score": scores.max(axis=1),
        }
    )
    predictions.to_sql("predictions", engine, if_exists="replace", index=False)
    with engine.connect() as connection:
        return len(pd.read_sql("SELECT project_id FROM predictions", connection))


def measure_usual_script(home: Home, source: Path) -> tuple[int, float]:
    """Return how many rows the script stored, and how long it took."""
    with home.engine.connect() as connection:
        champion = registry.find_champion(connection)
        assert champion is not None
        pipeline = load_artifact(*registry.read_artifact(connection, champion.version)).pipeline
    engine = home.database.engine(None, "usual script")
    began = time.perf_counter()
    rows = run_usual_script(source, pipeline, engine)
    seconds = time.perf_counter() - began
    engine.dispose()
    return rows, seconds


def check(home: Home, night: Night, projects: int) -> None:
    """Make sure that all projects were scored, and are in service."""
    assert night.run.status is RunStatus.PUBLISHED
    assert (night.run.counts.scored, night.run.counts.failed) == (projects, 0)
    with home.engine.connect() as connection:
        assert publication.read_serving(connection).run_id == night.run.run_id
        assert catalogue.count_active(connection) == projects


def main() -> None:
    """Generate, train, run, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--script-rows", type=int, default=30_000, help="the rows that the script does")
    parser.add_argument("--tagger", choices=get_args(TaggerChoice), default="auto")
    arguments = parse_arguments(parser)
    with open_home() as home:
        source, head = home.folder / "catalogue.parquet", home.folder / "head.parquet"
        write_catalogue(source, arguments.catalogue, arguments.projects)
        script_rows = write_head(head, source, arguments.script_rows)
        home.train(arguments.catalogue)
        night = run_night(home, source, "--full", tagger=arguments.tagger)
        check(home, night, arguments.projects)
        rows, script_seconds = measure_usual_script(home, head)
        assert rows == script_rows
    rate, script_rate = arguments.projects / night.seconds, rows / script_seconds
    figure = {
        "benchmark": "full_run",
        "projects": arguments.projects,
        "tagger": arguments.tagger,
        "seconds": round(night.seconds, 1),
        "phase_seconds": night.phase_seconds,
        "rows_per_second": round(rate),
        "plan_to_publish_wall_seconds": round(night.wall_seconds, 2),
        "plan_to_publish_processor_seconds": round(night.processor_seconds, 2),
        "wall_to_processor_ratio": round(night.wall_to_processor, 2),
        "peak_pss_mib": round(night.peak_mib),
        "usual_script_rows": rows,
        "usual_script_rows_per_second": round(script_rate),
        "ratio": round(rate / script_rate, 2),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
