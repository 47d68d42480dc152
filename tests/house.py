"""The sizes of folders, modules and functions, the names used twice, and the words that are not used.

python -m tests.house
"""

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "batch", "cli", "core", "migrations", "model", "store")

MAX_MODULES = 14
"""The largest number of modules in a folder."""

SHELVES = ("cli", "benchmarks", "migrations/versions")
"""The folders that may have more: a module for each command, for each figure, and for each revision."""

MAX_LINES = 50
"""The largest number of lines in a function."""

# In two parts each, so that this file does not hold them.
UNUSED_WORDS = tuple(
    first + second
    for first, second in (
        ("MO", "ST_"), ("LE", "AST_"), ("LARG", "EST_"), ("LONG", "EST_"),
        ("of one's", " own"), ("carry", "_over"),
    )
)  # fmt: skip
"""Words that stood for something with another name, such as MAX_, a custom predictor, or reuse."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class House:
    """The figures; `faults` has a sentence for each that is over its limit."""

    largest_folder: tuple[int, str]
    largest_module: tuple[int, str]
    longest_function: tuple[int, str]
    product_lines: int
    faults: tuple[str, ...]


def measure() -> House:
    """Read the tree, and return its figures."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _modules(*PACKAGES)}
    folders = Counter(path.parent for path in _modules(*PACKAGES, "benchmarks") if path.name != "__init__.py")
    functions = sorted(_functions(trees), reverse=True)
    modules = [(len(path.read_text(encoding="utf-8").splitlines()), _short(path)) for path in trees]
    faults = [
        *(f"{_short(f)} has {n} modules; give it rooms" for f, n in folders.items() if _is_full(f, n)),
        *(f"{name} has {lines} lines; divide it" for lines, name in functions if lines > MAX_LINES),
        *(f"the class name {name} is used in {' and '.join(files)}" for name, files in _twice(trees)),
        *_words(),
    ]
    limited = [(n, _short(folder)) for folder, n in folders.items() if _short(folder) not in SHELVES]
    lines = sum(count for count, _ in modules)
    return House(max(limited), max(modules), functions[0], lines, tuple(faults))


def _modules(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_full(folder: Path, modules: int) -> bool:
    return modules > MAX_MODULES and _short(folder) not in SHELVES


def _functions(trees: dict[Path, ast.Module]) -> Iterator[tuple[int, str]]:
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, _Function):
                assert node.end_lineno is not None
                yield node.end_lineno - node.lineno + 1, f"{_short(path)}:{node.name}"


def _twice(trees: dict[Path, ast.Module]) -> Iterator[tuple[str, list[str]]]:
    found = defaultdict(list)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            # Private classes are seen by their module alone.
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(_short(path))
    return ((name, files) for name, files in sorted(found.items()) if len(files) > 1)


def _words() -> Iterator[str]:
    pattern = re.compile("|".join(map(re.escape, UNUSED_WORDS)))
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for path in (*_modules(*PACKAGES, "benchmarks", "tests", "docs", "examples"), *pages):
        if word := pattern.search(path.read_text(encoding="utf-8")):
            yield f"{_short(path)} says {word[0]!r}"


def main() -> None:
    """Print the figures, and fail if one is over its limit."""
    house = measure()
    report = [f"{house.product_lines:,} lines of Python in {', '.join(PACKAGES)}"]
    for what, (size, name) in (
        (f"largest folder but {' and '.join(SHELVES)} (up to {MAX_MODULES} modules)", house.largest_folder),
        ("largest module (lines)", house.largest_module),
        (f"longest function (up to {MAX_LINES} lines)", house.longest_function),
    ):
        report.append(f"{what}: {size}, {name}")
    sys.stdout.write("\n".join((*report, *house.faults, "")))
    sys.exit(bool(house.faults))


if __name__ == "__main__":
    main()
