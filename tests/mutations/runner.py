"""Runs tests on copies of the tree with one mutation each."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.mutations.mutation import Mutation, write

_NATIVE = {".pyx", ".pxd", ".h"}
_FAILED = 1
_UNMUTATED_SECONDS = 7200.0
_STOP_SECONDS = 20.0


class Verdict(StrEnum):
    """The end of one mutation."""

    CAUGHT = "caught"
    SURVIVED = "survived"
    MISFIT = "does not apply"
    UNTESTED = "has tests that fail without it"
    BROKEN = "does not run"


@dataclass(frozen=True)
class Result:
    """The fate of a mutation."""

    mutation: Mutation
    verdict: Verdict
    detail: str
    seconds: float

    def __str__(self) -> str:
        """Return the line that is printed."""
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.verdict:<8} {self.mutation.name} ({self.seconds:.0f} s){detail}"


@dataclass(frozen=True)
class Ended:
    """The end of a test run: the exit code of pytest (None if it did not end), and its output."""

    code: int | None
    out: str

    @property
    def failures(self) -> list[str]:
        """Return the tests that failed, without the values of their parameters, the first one first."""
        found = re.findall(r"^(FAILED|ERROR) ([^\s\[]+)", self.out, re.MULTILINE)
        return [name + (" (as it was set up)" if kind == "ERROR" else "") for kind, name in found]

    @property
    def last_line(self) -> str:
        """Return what pytest said last."""
        return self.out.strip().rpartition("\n")[2]

    def fault_of(self, tests: tuple[str, ...]) -> str | None:
        """Return what went wrong with some of the tests, or None if nothing did."""
        if self.code not in {0, _FAILED}:
            return self.last_line
        chosen = tuple(test.partition("[")[0] for test in tests)
        return next((name for name in self.failures if _is_among(name, chosen)), None)


def _is_among(name: str, chosen: tuple[str, ...]) -> bool:
    return any(f"{name}::".startswith((f"{test}::", f"{test} ", f"{test.rstrip('/')}/")) for test in chosen)


def copy_tree(root: Path, place: Path) -> Path:
    """Copy what git knows of a checkout, new files included, and the built kernel."""
    listed = ["--cached", "--others", "--exclude-standard"]
    built = ["--others", "--ignored", "--exclude-standard", "--", "*.so", ":!.venv"]
    for options in (listed, built):
        command = ["git", "ls-files", "-z", *options]
        names = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
        for name in filter(None, names.split("\0")):
            if (root / name).is_file():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, place / name)
    return place


class Runner:
    """Tries mutations one after the other in a tree that it may change."""

    def __init__(self, tree: Path) -> None:
        self._tree = tree

    def run_unmutated(self, mutations: Iterable[Mutation]) -> Ended:
        """Run all tests of mutations that apply as the tree is, at once."""
        tests = {
            test: None for mutation in mutations if not mutation.misfit(self._tree) for test in mutation.tests
        }
        return self._test(tuple(tests), _UNMUTATED_SECONDS) if tests else Ended(0, "")

    def run(self, mutation: Mutation, unmutated: Ended) -> Result:
        """Run a mutation's tests with it, where it applies and they have passed without it."""
        began = time.monotonic()
        if misfit := mutation.misfit(self._tree):
            verdict, detail = Verdict.MISFIT, misfit
        elif fault := unmutated.fault_of(mutation.tests):
            verdict, detail = Verdict.UNTESTED, fault
        else:
            verdict, detail = self._judge_mutated(mutation)
        return Result(mutation, verdict, detail, time.monotonic() - began)

    def _judge_mutated(self, mutation: Mutation) -> tuple[Verdict, str]:
        kernels = {path: path.read_bytes() for path in self._tree.rglob("*.so")}
        original = mutation.apply(self._tree)
        try:
            if Path(mutation.file).suffix in _NATIVE and not self._build(kernels):
                return Verdict.BROKEN, "the kernel cannot be built"
            ended = self._test(mutation.tests, mutation.timeout_seconds, "-x")
        finally:
            write(self._tree / mutation.file, original)
            for path, content in kernels.items():
                path.write_bytes(content)
        if ended.code is None:
            return Verdict.CAUGHT, f"tests did not end within {mutation.timeout_seconds:g} s"
        if ended.code == _FAILED:
            return Verdict.CAUGHT, ended.failures[0]
        return (Verdict.SURVIVED, "") if ended.code == 0 else (Verdict.BROKEN, ended.last_line)

    def _build(self, kernels: dict[Path, bytes]) -> bool:
        for path in kernels:
            # The build passes without a kernel, which is optional: only a new file proves it.
            path.unlink()
        command = [sys.executable, "setup.py", "-q", "build_ext", "--inplace", "--force"]
        subprocess.run(command, cwd=self._tree, env=self._environment(), check=False, capture_output=True)
        return bool(kernels) and all(path.exists() for path in kernels)

    def _environment(self) -> dict[str, str]:
        # Ahead of the checkout, to which the installed package points; programs that tests start inherit it.
        # No test needs a plugin that is installed beside pytest, and to load them all takes two seconds.
        return os.environ | {"PYTHONPATH": str(self._tree), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    def _test(self, tests: tuple[str, ...], timeout_seconds: float, *more: str) -> Ended:
        options = [*more, "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider"]
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *options, *tests],
            cwd=self._tree, env=self._environment(), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        with process:
            try:
                out, _ = process.communicate(timeout=timeout_seconds)
            except subprocess.TimeoutExpired:
                return Ended(None, _stop(process))
            return Ended(process.returncode, out)


def _stop(process: "subprocess.Popen[str]") -> str:
    """Interrupt tests, which then stop their servers, and kill what is left of them."""
    process.send_signal(signal.SIGINT)
    try:
        out, _ = process.communicate(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
    return out + f"\nstopped after {process.args!r}"
