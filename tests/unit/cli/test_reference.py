"""The generated reference pages are those of the code."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[3]


def load_pages() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "docs" / "build_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[Path, str] = module.pages()
    return pages


def test_no_page_is_behind_the_code() -> None:
    pages = load_pages()
    assert {"settings.md", "commands.md", "runs-list.json"} <= {path.name for path in pages}
    for path, text in pages.items():
        assert path.read_text(encoding="utf-8") == text, f"{path}: run `python docs/build_reference.py`"


def test_every_setting_has_a_help_text() -> None:
    pages = {path.name: text for path, text in load_pages().items()}
    rows = [line for line in pages["settings.md"].splitlines() if line.startswith("| `PREDAWN_")]
    assert len(rows) > 30
    assert all(len(row.split("|")[3].strip()) > 20 for row in rows)
