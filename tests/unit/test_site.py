"""The documentation site: no link of it leads nowhere, every page is in it, and it needs no other host."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    # Not quietly: then warnings are not counted, and none fails a strict build.
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", folder],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return folder


def test_every_page_is_in_the_site_and_found_by_its_search(site: Path) -> None:
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]
    for page in pages:
        place = page.with_name("index.html") if page.name == "README.md" else page.with_suffix(".html")
        assert (site / place).is_file(), page
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {"tutorial.html", "sql_plans.html", "contributing.html", "decisions/index.html"} <= found


def test_pages_load_nothing_from_another_host(site: Path) -> None:
    for page in ("index.html", "commands.html"):
        text = (site / page).read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="(https?:[^"]+)"', text)
        assert loaded == []
