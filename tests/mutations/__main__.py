"""Put faults into copies of the code, one at a time, and check that tests notice each.

    python -m tests.mutations [store.toml | name …] [--jobs 2] [--table]

Prints a line a mutation. Ends with 1 if one survived, no longer applies, or has tests that fail without it.
"""

import argparse
import queue
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutations.mutation import Mutation, read_mutations, read_names
from tests.mutations.runner import Result, Runner, Verdict, copy_tree
from tests.mutations.table import write_table

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "mutations.md"


def pick(mutations: list[Mutation], wanted: list[str]) -> list[Mutation]:
    """Return the mutations whose name or whose TOML file is wanted; all, if nothing is."""
    if not wanted:
        return mutations
    by_file = read_names()
    names = {name for word in wanted for name in by_file.get(Path(word).name, [word])}
    if unknown := names - {mutation.name for mutation in mutations}:
        raise SystemExit(f"No mutation and no file is called {', '.join(sorted(unknown))}.")
    return [mutation for mutation in mutations if mutation.name in names]


def run_all(mutations: list[Mutation], jobs: int, folder: Path) -> Iterator[Result]:
    """Run mutations in as many copies of the tree as there are jobs, in their order."""
    runners: queue.SimpleQueue[Runner] = queue.SimpleQueue()
    for number in range(jobs):
        runners.put(runner := Runner(copy_tree(ROOT, folder / str(number))))
    unmutated = runner.run_unmutated(mutations)
    print(f"without mutations: {unmutated.last_line}", flush=True)  # noqa: T201 - its result

    def run(mutation: Mutation) -> Result:
        runner = runners.get()
        try:
            return runner.run(mutation, unmutated)
        finally:
            runners.put(runner)

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(run, mutations)


def main() -> None:
    """Run what is asked for, and say how it went."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutations",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("wanted", nargs="*", help="names of mutations or of TOML files; all by default")
    parser.add_argument("--jobs", type=int, default=1, help="how many run at once (1)")
    parser.add_argument(
        "--table", action="store_true", help=f"write the results to {TABLE.relative_to(ROOT)}"
    )
    arguments = parser.parse_args()
    mutations = read_mutations()
    results = []
    with tempfile.TemporaryDirectory(prefix="predawn-mutations-") as folder:
        for result in run_all(pick(mutations, arguments.wanted), arguments.jobs, Path(folder)):
            print(result, flush=True)  # noqa: T201 - its result
            results.append(result)
    if arguments.table:
        write_table(TABLE, mutations, results)
    caught = sum(result.verdict is Verdict.CAUGHT for result in results)
    print(f"{caught} of {len(results)} mutations were caught.")  # noqa: T201 - the same
    sys.exit(caught != len(results))


if __name__ == "__main__":
    main()
