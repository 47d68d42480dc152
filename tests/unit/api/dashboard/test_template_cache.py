"""Compiled templates: a later process reads what an earlier one has compiled."""

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from api.dashboard.page import TemplateCache


def environment(folder: Path, source: str = "{{ 6 * n }}") -> Environment:
    return Environment(
        loader=DictLoader({"page.html": source}), bytecode_cache=TemplateCache(folder), autoescape=True
    )


@pytest.fixture(autouse=True)
def _bytecode_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def test_a_template_is_compiled_once_for_all_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    assert environment(folder).get_template("page.html").render(n=7) == "42"
    (written,) = folder.iterdir()
    assert written.stat().st_mode & 0o777 == 0o666 & ~_umask(), "another user may read it"
    assert environment(folder, "{{ n }}").get_template("page.html").render(n=7) == "7", "as its source is now"
    again = environment(folder, "{{ n }}")
    monkeypatch.setattr(again, "compile", None)
    assert again.get_template("page.html").render(n=7) == "7"


@pytest.mark.parametrize("content", ["", "no bytecode"])
def test_a_cache_that_cannot_be_used_is_done_without(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "cache"
    folder.write_text(content)
    assert environment(folder).get_template("page.html").render(n=7) == "42"
    environment(tmp_path).get_template("page.html")
    (written,) = tmp_path.glob("*.cpython-*")
    written.write_text(content)
    assert environment(tmp_path).get_template("page.html").render(n=7) == "42"


def test_nothing_is_written_where_python_writes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert environment(tmp_path).get_template("page.html").render(n=7) == "42"
    assert list(tmp_path.iterdir()) == []


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
