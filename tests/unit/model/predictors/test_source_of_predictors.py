"""The version of a predictor follows its source, and what runs is what its version says."""

import sys
from pathlib import Path

import pytest

from model.predictors.interface import load_predictor
from model.predictors.source import find_sources


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a predictor of two modules, one beside it that it does not import, and a package."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    known = set(sys.modules)
    write(
        tmp_path,
        source_single="import json, numpy\nfrom source_helper import TAG\nclass Own:\n"
        "    def __init__(self, config): pass\n    def predict(self, payload): return TAG",
        source_helper="TAG = 'one'",
        source_unrelated="TAG = 'none'",
    )
    package = tmp_path / "source_package"
    (package / "inner").mkdir(parents=True)
    write(
        package,
        __init__="",
        model="from .inner.words import WORDS\nfrom . import rules\nclass Own:\n"
        "    def __init__(self, config): pass\n    def predict(self, payload): return WORDS[0] + rules.END",
        rules="END = '!'",
        unused="",
    )
    write(package / "inner", __init__="", words="from ..rules import END\nWORDS = ['word']")
    sys.path.append(str(tmp_path))
    yield tmp_path
    for name in set(sys.modules) - known:
        del sys.modules[name]


def write(folder: Path, **modules: str) -> None:
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(source)


def load(folder, spec):
    predictor, identity = load_predictor(spec, None, folder)
    return predictor.predict({}), identity.version


def test_the_source_is_that_of_the_module_and_of_what_it_imports_of_its_own(folder):
    assert set(find_sources("source_single", folder)) == {"source_single", "source_helper"}
    assert set(find_sources("source_package.model", None)) == {
        "source_package",
        "source_package.inner",
        "source_package.inner.words",
        "source_package.model",
        "source_package.rules",
    }
    # Without the folder it is not known that the other module is its own.
    assert set(find_sources("source_single", None)) == {"source_single"}


def test_packages_without_init_files_are_found_before_they_are_imported(folder):
    inner = folder / "source_namespace" / "inner" / "deep"
    inner.mkdir(parents=True)
    write(
        inner,
        model="from .words import WORD\nclass Own:\n    def __init__(self, config): pass\n"
        "    def predict(self, payload): return WORD",
        words="WORD = 'deep'",
    )
    modules = {"source_namespace.inner.deep.model", "source_namespace.inner.deep.words"}
    assert set(find_sources("source_namespace.inner.deep.model", None)) == modules
    assert load(folder, "source_namespace.inner.deep.model:Own")[0] == "deep"


@pytest.mark.parametrize(
    ("spec", "changed", "source", "after"),
    [
        ("source_single:Own", "source_helper", "TAG = 'another'", "another"),
        ("source_package.model:Own", "source_package/rules", "END = '...'", "word..."),
        ("source_package.model:Own", "source_package/inner/words", "WORDS = ['other']", "other!"),
    ],
)
def test_changed_code_is_another_version_and_runs_in_the_process_that_ran_the_old_one(
    folder, spec, changed, source, after
):
    answer, version = load(folder, spec)
    assert answer in ("one", "word!")
    assert load(folder, spec) == (answer, version)
    (folder / f"{changed}.py").write_text(source)
    changed_answer, changed_version = load(folder, spec)
    assert changed_answer == after
    assert changed_version != version


def test_what_is_not_imported_changes_nothing(folder):
    before = load(folder, "source_single:Own")
    module = sys.modules["source_single"]
    write(folder, source_unrelated="TAG = 'changed'")
    assert load(folder, "source_single:Own") == before
    assert sys.modules["source_single"] is module


def test_a_module_that_could_not_be_imported_is_read_anew(folder):
    write(folder, source_single="import source_helper\nraise ValueError('not yet')")
    with pytest.raises(Exception, match="not yet"):
        load(folder, "source_single:Own")
    write(folder, source_helper="TAG = 'mended'")
    write(folder, source_single="from source_helper import TAG\nclass Own:\n"
          "    def __init__(self, config): pass\n    def predict(self, payload): return TAG")  # fmt: skip
    assert load(folder, "source_single:Own")[0] == "mended"


def test_a_class_from_elsewhere_counts_with_its_source(folder):
    write(folder, source_alias="from source_package.model import Own")
    _, version = load(folder, "source_alias:Own")
    write(folder / "source_package", rules="END = '?'")
    assert load(folder, "source_alias:Own")[1] != version
