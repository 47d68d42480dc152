"""The mutations of `tests/mutations` fit the code, and the runner tells a caught one from a survivor.

`make mutations` runs them all, which takes many minutes; this is what can be said within seconds.
"""

from pathlib import Path

import pytest

from tests.mutations import runner
from tests.mutations.__main__ import pick
from tests.mutations.mutation import Mutation, read_mutations, read_names
from tests.mutations.runner import Result, Runner, Verdict, copy_tree
from tests.mutations.table import write_table

ROOT = Path(__file__).parents[2]

CODE = """\
def limit(number):
    return number if number < 10 else 10
"""
TESTS = """\
import os, subprocess, sys
from code_under_test import limit

def test_small():
    assert limit(3) == 3

def test_large():
    assert limit(12) == 10

def test_in_a_process_of_its_own():
    program = "from code_under_test import limit; print(limit(12))"
    done = subprocess.run([sys.executable, "-c", program], cwd="/", capture_output=True, text=True)
    assert done.stdout == "10\\n"

def test_broken():
    raise AssertionError
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "code_under_test.py").write_text(CODE)
    (tmp_path / "test_limit.py").write_text(TESTS)
    return tmp_path


def run(tree: Path, mutation: Mutation) -> Result:
    trial = Runner(tree)
    return trial.run(mutation, trial.run_unmutated([mutation]))


def mutation(by: str, *tests: str, **changes: object) -> Mutation:
    fields: dict[str, object] = {
        "name": "limit", "file": "code_under_test.py", "replace": "else 10", "by": by, "breaks": "the limit",
        "tests": tuple(f"test_limit.py::{test}" for test in tests),
    }  # fmt: skip
    return Mutation(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("entry", read_mutations(), ids=lambda entry: entry.name)
def test_each_mutation_fits_the_code_and_names_tests_that_exist(entry: Mutation) -> None:
    assert entry.misfit(ROOT) is None


def test_a_mutation_that_a_test_notices_is_caught_and_the_test_named(tree: Path) -> None:
    result = run(tree, mutation("else 11", "test_small", "test_large"))
    assert (result.verdict, result.detail) == (Verdict.CAUGHT, "test_limit.py::test_large")
    assert (tree / "code_under_test.py").read_text() == CODE


def test_a_mutation_that_no_test_notices_survives(tree: Path) -> None:
    assert run(tree, mutation("else 11", "test_small")).verdict is Verdict.SURVIVED


def test_a_program_that_a_test_starts_runs_the_mutated_code(tree: Path) -> None:
    result = run(tree, mutation("else 11", "test_in_a_process_of_its_own"))
    assert result.verdict is Verdict.CAUGHT


def test_a_test_that_fails_by_itself_catches_nothing(tree: Path) -> None:
    result = run(tree, mutation("else 11", "test_broken"))
    assert (result.verdict, result.detail) == (Verdict.UNTESTED, "test_limit.py::test_broken")


def test_a_test_that_fails_by_itself_costs_the_mutations_that_name_it_alone(tree: Path) -> None:
    trial = Runner(tree)
    names_it = mutation("else 11", "test_broken", name="names it")
    names_its_file = mutation("else 11", name="names its file", tests=("test_limit.py",))
    other = mutation("else 11", "test_large", name="other")
    unmutated = trial.run_unmutated([names_it, names_its_file, other])
    assert [trial.run(entry, unmutated).verdict for entry in (names_it, names_its_file, other)] == [
        Verdict.UNTESTED,
        Verdict.UNTESTED,
        Verdict.CAUGHT,
    ]


def test_code_that_cannot_be_imported_catches_nothing(tree: Path) -> None:
    assert run(tree, mutation("else (", "test_large")).verdict is Verdict.BROKEN


def test_a_mutation_that_hangs_its_tests_is_caught_by_time(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests cannot be interrupted either, and are killed after that time.
    monkeypatch.setattr(runner, "_STOP_SECONDS", 0.5)
    hanging = mutation("else sum(iter(int, 1))", "test_large", timeout_seconds=1.0)
    result = run(tree, hanging)
    assert (result.verdict, result.detail) == (Verdict.CAUGHT, "tests did not end within 1 s")


def test_a_mutation_of_code_that_changed_does_not_apply(tree: Path) -> None:
    assert mutation("else 11", "test_large", replace="else 9").misfit(tree) == (
        "code_under_test.py has its text 0 times, not 1; adapt the mutation to the code"
    )
    assert mutation("else 11", "test_large", file="elsewhere.py").misfit(tree) == (
        "elsewhere.py does not exist; its text is in code_under_test.py"
    )
    assert mutation("else 11", "test_gone").misfit(tree) == "test_limit.py has no test test_gone"
    assert mutation("else 10", "test_large").misfit(tree) == "it changes nothing"
    assert run(tree, mutation("else 11", "test_gone")).verdict is Verdict.MISFIT


def test_a_copy_has_the_code_as_it_stands_and_nothing_else(tmp_path: Path) -> None:
    copy = copy_tree(ROOT, tmp_path / "copy")
    assert (copy / "store" / "schema.py").read_text() == (ROOT / "store" / "schema.py").read_text()
    assert not (copy / ".venv").exists()
    assert {path.name for path in copy.rglob("*.so")} == {path.name for path in ROOT.glob("[!.]*/**/*.so")}


def test_mutations_are_picked_by_name_and_by_file() -> None:
    everything = read_mutations()
    assert pick(everything, []) == everything
    assert [entry.name for entry in pick(everything, [everything[0].name])] == [everything[0].name]
    assert {entry.name for entry in pick(everything, ["cli.toml"])} == set(read_names()["cli.toml"])
    with pytest.raises(SystemExit, match=r"called nothing-such"):
        pick(everything, ["nothing-such"])


def test_the_table_keeps_what_was_not_run(tmp_path: Path) -> None:
    table = tmp_path / "mutations.md"
    first = mutation("else 11", "test_large", name="first")
    second = mutation("else 12", "test_large", name="second", breaks="this | that")
    third = mutation("else 13", "test_large", name="third")
    caught = Result(first, Verdict.CAUGHT, "tests/test_limit.py::test_large", 1.0)
    write_table(table, [first, second, third], [caught, Result(second, Verdict.SURVIVED, "", 1.0)])
    assert "1 of 3 are caught." in table.read_text()
    write_table(
        table, [first, second], [Result(second, Verdict.CAUGHT, "tests/test_limit.py::test_other", 1.0)]
    )
    assert "2 of 2 are caught." in table.read_text()
    assert table.read_text().splitlines()[-2:] == [
        "| `first` | `code_under_test.py` | the limit | `test_limit.py::test_large` |",
        r"| `second` | `code_under_test.py` | this \| that | `test_limit.py::test_other` |",
    ]
