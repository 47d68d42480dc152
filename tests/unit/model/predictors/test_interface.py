import sys

import numpy as np
import pytest

from core.errors import InputError
from core.types import OTHER_TAG, TAGS_KEPT, Prediction, TagScore
from model.predictors.config import hash_values
from model.predictors.interface import PredictorIdentity, as_answered, load_predictor, to_prediction
from model.predictors.source import digest

SOURCE = """
class Echo:
    def __init__(self, config):
        self.config = config
        if config.get("fail"):
            raise RuntimeError("no such file")

    def predict(self, payload):
        return self.config.get("tag", "echo")

class Versioned(Echo):
    version = 7

class NoPredict:
    pass

class Async:
    async def predict(self, payload):
        return "a"

class NoConfig:
    def predict(self, payload):
        return "a"

class Exits(Echo):
    def __init__(self, config):
        raise SystemExit(0)

class Unread(Echo):
    @property
    def version(self):
        raise OSError("no such file as that")

class Callable(Echo):
    def version(self):
        return "7"

not_a_class = 3
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with modules of a user's, and a module path that forgets them afterwards."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    known = set(sys.modules)
    (tmp_path / "own_predictor.py").write_text(SOURCE)
    (tmp_path / "own_broken.py").write_text("raise ValueError('broken here')")
    (tmp_path / "own_exits.py").write_text("raise SystemExit(0)")
    (tmp_path / "own_needs.py").write_text("import no_such_library")
    yield tmp_path
    for name in set(sys.modules) - known:
        del sys.modules[name]


def test_a_tag_has_the_score_one():
    prediction = to_prediction("mlops", 0.3)
    assert (prediction.predicted_tag, prediction.score) == ("mlops", 1.0)
    assert prediction.tags == (TagScore("mlops", 1.0),)


def test_tags_keep_their_order():
    prediction = to_prediction(["z", "a"], 0.3)
    assert prediction.predicted_tag == "z"
    assert [entry.tag for entry in prediction.tags] == ["z", "a"]


def test_an_empty_list_is_other_if_lists_are_all_the_tags():
    assert to_prediction([], 0.3, multi_label=True) == Prediction(OTHER_TAG, 0.0, ())
    assert to_prediction(["z"], 0.3, multi_label=True) == to_prediction(["z"], 0.3)
    with pytest.raises(InputError, match="names no tag"):
        to_prediction({}, 0.3, multi_label=True)


def test_an_array_is_a_list():
    assert to_prediction(np.array(["z", "a"]), 0.3) == to_prediction(["z", "a"], 0.3)


def test_a_mapping_is_ordered_by_score_and_then_by_tag():
    prediction = to_prediction({"b": np.float32(0.25), "c": 0.5, "a": 0.25}, 0.3)
    assert prediction.tags == (TagScore("c", 0.5), TagScore("a", 0.25), TagScore("b", 0.25))
    assert prediction.predicted_tag == "c"


def test_scores_are_those_of_the_store_and_compared_as_such():
    """The store keeps single precision: two scores that are equal there are ordered by their tags."""
    prediction = to_prediction({"b": 0.1 + 1e-12, "a": 0.1}, 0.3)
    single = float(np.float32(0.1))
    assert prediction.tags == (TagScore("a", single), TagScore("b", single))
    assert as_answered(prediction).tags == (TagScore("a", 0.1), TagScore("b", 0.1))


def test_below_the_least_score_the_tag_is_other_and_its_score_stays():
    prediction = as_answered(to_prediction({"a": 0.29, "b": 0.1}, 0.3))
    assert (prediction.predicted_tag, prediction.score) == (OTHER_TAG, 0.29)
    assert to_prediction({"a": 0.3}, 0.3).predicted_tag == "a"


def test_no_more_tags_are_kept_than_stored():
    assert len(to_prediction({f"{n:02d}": n / 100 for n in range(30)}, 0).tags) == TAGS_KEPT
    assert len(to_prediction([f"{n:02d}" for n in range(30)], 0).tags) == TAGS_KEPT
    assert len(to_prediction([f"{n:02d}" for n in range(30)], 0, multi_label=True).tags) == 30


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (None, "None"),
        (3, "returned 3"),
        (b"tag", "b'tag'"),
        ("", "non-empty"),
        (" ", "non-empty"),
        ("a\x00", "returned 'a"),
        ("\ud800", "Unicode"),
        ([], "names no tag"),
        ({}, "names no tag"),
        (["a", 3], "returned 3 as a tag"),
        ("mlops\n", r"returned 'mlops\\n' as a tag, which holds a control character"),
        ({"a": 1, "\u202egnirts": 0.5}, "one that turns the direction of text"),
        (["a", "a"], "twice"),
        ({"a": float("nan")}, "nan as the score of 'a'"),
        ({"a": 1.01}, "1.01"),
        ({"a": -0.1}, "-0.1"),
        ({"a": True}, "True"),
        ({"a": "0.5"}, "'0.5'"),
        ({"a": None}, "None as the score"),
        ({3: 0.5}, "3 as a tag"),
        ({"a"}, "return a tag, a list"),
        ("a" * 1001, "which has 1,001 bytes"),
        (np.array(0.5), "returned 0.5"),
    ],
)
def test_anything_else_is_refused_and_shown(result, said):
    with pytest.raises(InputError, match=said):
        to_prediction(result, 0.3)


def test_a_predictor_is_found_configured_and_identified(folder):
    config = folder / "echo.toml"
    config.write_text('tag = "told"')
    predictor, identity = load_predictor("own_predictor:Echo", config, folder)
    assert predictor.predict({}) == "told"
    assert identity == PredictorIdentity(
        class_path="own_predictor:Echo",
        config_sha256=hash_values({"tag": "told"}),
        version=digest({"own_predictor": SOURCE.encode()}),
    )
    assert load_predictor("own_predictor:Echo", None, folder)[0].predict({}) == "echo"


def test_the_folder_comes_last_and_once(folder):
    load_predictor("own_predictor:Echo", None, folder)
    load_predictor("own_predictor:Echo", None, folder)
    assert sys.path[-1] == str(folder.resolve())
    assert sys.path.count(str(folder.resolve())) == 1


def test_a_version_attribute_stands_for_the_source(folder):
    assert load_predictor("own_predictor:Versioned", None, folder)[1].version == "7"


def test_every_part_of_the_identity_changes_the_fingerprint():
    fingerprints = {
        PredictorIdentity(*parts).fingerprint
        for parts in [
            ("a:B", "c", "1"),
            ("a:C", "c", "1"),
            ("a:B", "d", "1"),
            ("a:B", "c", "2"),
            ("a:B", "c", "1", True),
        ]
    }
    assert len(fingerprints) == 5


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("own_predictor", "form package.module:Class"),
        ("own_predictor:", "form package.module:Class"),
        ("../own:Echo", "form package.module:Class"),
        ("own_missing:Echo", "no module 'own_missing'"),
        ("own_needs:Echo", "no module 'no_such_library'"),
        ("own_broken:Echo", "ValueError: broken here"),
        ("own_exits:Echo", "raised SystemExit: 0"),
        ("own_predictor:Exits", "could not be created: SystemExit: 0"),
        ("own_predictor:Unread", "OSError: no such file as that"),
        ("own_predictor:Callable", "make it a string or a number"),
        ("own_predictor:Missing", "no class 'Missing'"),
        ("own_predictor:not_a_class", "no class 'not_a_class'"),
        ("own_predictor:NoPredict", "no method predict"),
        ("own_predictor:Async", "async"),
        ("own_predictor:NoConfig", "one argument, its configuration"),
    ],
)
def test_what_is_not_a_predictor_is_refused_with_what_to_do(folder, spec, said):
    with pytest.raises(InputError, match=said):
        load_predictor(spec, None, folder)


def test_a_configuration_that_cannot_be_used_is_named(folder):
    with pytest.raises(InputError, match=r"Cannot read .*missing\.toml"):
        load_predictor("own_predictor:Echo", folder / "missing.toml", folder)
    (folder / "bad.toml").write_text("tag = ")
    with pytest.raises(InputError, match=r"bad\.toml is not TOML"):
        load_predictor("own_predictor:Echo", folder / "bad.toml", folder)
    (folder / "fail.toml").write_text("fail = true")
    with pytest.raises(InputError, match="RuntimeError: no such file"):
        load_predictor("own_predictor:Echo", folder / "fail.toml", folder)
    with pytest.raises(InputError, match="not a folder"):
        load_predictor("own_predictor:Echo", None, folder / "nowhere")
