"""The worked questions of `docs/sql.md` on a store of a million projects.

Prints one JSON line: the milliseconds of each question, asked in the role of an analyst; those of reading
every prediction once; and the ratio of the slowest question to that, without the questions about every
project. `delta` has the milliseconds with a run in service that is stored as the difference of every tenth
project, and the median of their ratios to those with a whole run, among the questions of more than 2 ms.
With `--write` the plans are saved in `docs/questions/plans.json`, which `docs/build_sql.py` shows.

    python benchmarks/analyst_questions.py --projects 1000000
"""

import argparse
import json
from statistics import median

from support.analyst_store import (
    QUESTIONS,
    READ_WHOLE,
    add_delta,
    explain,
    fill,
    read_questions,
    seconds,
    write_plans,
)
from support.home import open_home

from store.connect.engine import Role

_WHOLE = "SELECT count(*), avg(score) FROM analytics.predictions"


def main() -> None:
    """Fill a store, ask the questions, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true", help="save the plans for the page on SQL")
    arguments = parser.parse_args()
    with open_home() as home:
        owner = home.database.engine(None, "benchmark")
        fill(owner, arguments.projects)
        analyst = home.database.engine(Role.ANALYST, "benchmark")
        plans, times = {}, {}
        with analyst.connect() as connection:
            whole = seconds(connection, _WHOLE)
            for question in read_questions():
                took = seconds(connection, question.query)
                plan = explain(connection, question.query)
                times[question.name] = float(f"{took * 1000:.2g}")
                plans[question.name] = {"milliseconds": times[question.name], "plan": plan}
        add_delta(owner)
        owner.dispose()
        with analyst.connect() as connection:
            by_delta = {
                question.name: float(f"{seconds(connection, question.query) * 1000:.2g}")
                for question in read_questions()
            }
        analyst.dispose()
    if arguments.write:
        write_plans(QUESTIONS / "plans.json", plans)
    slowest = max(taken for name, taken in times.items() if name not in READ_WHOLE)
    figure = {
        "benchmark": "analyst_questions",
        "off": (),
        "projects": arguments.projects,
        "milliseconds": times,
        "milliseconds_slowest": slowest,
        "milliseconds_all_predictions": round(whole * 1000, 1),
        "delta": {
            "milliseconds": by_delta,
            "ratio": round(median(by_delta[name] / times[name] for name in times if times[name] > 2), 3),
        },
        "ratio": round(slowest / (whole * 1000), 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
