"""The map of the code names what there is, and everything that there is."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house import PACKAGES, ROOT, measure

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"]
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

# A path within the tree, as opposed to a route, which begins with a slash, or a name of SQL.
_PATH = re.compile(r"`((?:[a-z_]+|\.ci|[A-Z]+)(?:/[\w.-]+)*/?(?:\.[a-z]+)?)`")
_ROW = re.compile(r"^\| `([\w/.]+\.\w+)` \| [^|]* \|$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_STEP = re.compile(r"^\| `([\w/.]+\.py)` \| `(\w+)` \|", re.MULTILINE)


def modules() -> list[str]:
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*"))
    return [
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.suffix in {".py", ".pyx", ".pxd", ".h"} and path.name != "__init__.py"
    ]


def test_every_module_has_one_row_of_the_map() -> None:
    assert sorted(_ROW.findall(MAP)) == sorted(modules())


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_path_that_a_page_names_exists(page: str) -> None:
    named = {path for path in _PATH.findall((ROOT / page).read_text(encoding="utf-8")) if "/" in path}
    assert len(named) > 10
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    named = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in named if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(("path", "name"), _STEP.findall(MAP))
def test_every_step_of_a_walk_is_a_function_of_its_file(path: str, name: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert re.search(rf"^\s*(?:async )?(?:def|class) {name}\b", source, re.MULTILINE)


def test_the_floors_are_those_that_imports_are_held_to() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    inside = [contract for contract in contracts if contract.get("containers")]
    assert len(inside) >= 5
    for contract in inside:
        floors = (", ".join(f"`{part}`" for part in layer.split(" | ")) for layer in contract["layers"])
        assert f"| `{contract['containers'][0]}` | {' → '.join(floors)} |" in MAP


def test_folders_and_functions_are_small_and_no_name_is_used_twice() -> None:
    assert measure().faults == ()


def test_decisions_are_numbered_one_after_another() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    titles = [page.read_text(encoding="utf-8").partition(".")[0] for page in pages]
    assert titles == [f"# {number}" for number in range(1, len(pages) + 1)]
    assert [int(page.name[:4]) for page in pages] == [*range(1, len(pages) + 1)]
