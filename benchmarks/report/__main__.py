"""Run all benchmarks from one commit, and write their figures into the page on performance.

Each line of JSON is printed at once and saved in `build/benchmarks/`, after a first line with the commit, the
machine and the versions. Small sizes take about 20 minutes on two processors and give an overview; the page
is written from the full sizes, which take about an hour on a machine without other load. If a benchmark
fails, the others still run, but nothing is written and the exit code is 1.

    PYTHONPATH=benchmarks python -m report
    PYTHONPATH=benchmarks python -m report --full --write
    PYTHONPATH=benchmarks python -m report --from build/benchmarks/0123456789ab-full.ndjson --write
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from support.catalogues import parse_arguments

from report.conditions import Conditions, read_conditions
from report.page import fill
from report.plan import PLAN, Step

_ROOT = Path(__file__).parents[2]
PAGE = _ROOT / "docs" / "performance.md"
KEPT = _ROOT / "build" / "benchmarks"
QUIET_LOAD = 0.5
# The benchmarks that take the catalogue as an argument; the others generate their data.
_WITHOUT_CATALOGUE = {
    "reuse",
    "store_stage",
    "analyst_questions",
    "training_scale",
    "custom_predictors",
    "ready_made_predictors",
}


def run(step: Step, arguments: str, catalogue: Path) -> Iterator[dict[str, Any]]:
    """Run a script, and yield the lines that it prints.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    command = [sys.executable, str(_ROOT / "benchmarks" / f"{step.script}.py"), *arguments.split()]
    if step.script not in _WITHOUT_CATALOGUE:
        command.append(str(catalogue))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            yield json.loads(line)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def run_all(arguments: argparse.Namespace, kept: Path) -> list[str]:
    """Run the plan, save the output, and return the names of the benchmarks that failed."""
    failed = []
    steps = [step for step in PLAN if not arguments.only or step.script in arguments.only]
    for step in steps:
        for given in step.full if arguments.full else step.small:
            name, began = f"{step.script} {given}".strip(), time.monotonic()
            try:
                with kept.open("a", encoding="utf-8") as file:
                    for line in run(step, given, arguments.catalogue):
                        script = f"{step.script}.py {given}".strip()
                        file.write(json.dumps({**line, "script": script}) + "\n")
            except (subprocess.CalledProcessError, json.JSONDecodeError) as error:
                failed.append(name)
                print(f"{name} failed: {error}", file=sys.stderr)
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return failed


def render(kept: Path, *, committed: bool) -> str:
    """Return the page with the figures of a file.

    Raises
    ------
    SystemExit
        If benchmarks are missing, or the page needs the figures of a commit and these are not.
    """
    head, *lines = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
    conditions = Conditions(**head)
    if not lines or "minutes" not in lines[-1]:
        raise SystemExit(f"{kept} ends before the last benchmark. Run them all again.")
    if committed and not conditions.of_a_commit:
        raise SystemExit(
            f"{kept} was measured with changes that are in no commit, and the page names one. "
            "Commit the changes and run the benchmarks again."
        )
    minutes = lines.pop()["minutes"]
    return fill(PAGE.read_text(encoding="utf-8"), conditions, lines, minutes)


def measure(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> Path:
    """Run the requested benchmarks, and return the file with the figures."""
    conditions = read_conditions(arguments.catalogue.resolve())
    if arguments.write and not conditions.of_a_commit:
        parser.error("the page names the commit that was measured: commit what has changed, and run it again")
    if conditions.load > QUIET_LOAD:
        print(f"The load average is {conditions.load}; figures need a quiet machine.", file=sys.stderr)
    KEPT.mkdir(parents=True, exist_ok=True)
    size = "full" if arguments.full else "small"
    part = "-part" if arguments.only else ""
    kept = KEPT / f"{conditions.commit or 'unknown'}-{size}{part}.ndjson"
    kept.write_text(json.dumps(asdict(conditions)) + "\n", encoding="utf-8")
    began = time.monotonic()
    if failed := run_all(arguments, kept):
        print(f"Failed: {'; '.join(failed)}. The other figures are in {kept}.", file=sys.stderr)
        raise SystemExit(1)
    with kept.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"minutes": round((time.monotonic() - began) / 60, 1)}) + "\n")
    return kept


def main() -> None:
    """Run the benchmarks, save the figures, write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [step.script for step in PLAN]
    parser.add_argument("--full", action="store_true", help="use the sizes of the page")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(_ROOT)}")
    parser.add_argument("--only", action="append", choices=names, help="run this one; may be repeated")
    parser.add_argument(
        "--from", dest="kept", type=Path, help="use the figures in a file instead of running benchmarks"
    )
    arguments = parse_arguments(parser)
    if arguments.only and (arguments.write or arguments.kept):
        parser.error("the page needs all benchmarks: leave --only out, or --write and --from")
    kept = arguments.kept or measure(parser, arguments)
    if arguments.only:
        return
    page = render(kept, committed=arguments.write)
    target = PAGE if arguments.write else KEPT / PAGE.name
    target.write_text(page, encoding="utf-8")
    print(f"The figures are in {kept}, the page in {target}.", file=sys.stderr)


if __name__ == "__main__":
    main()
