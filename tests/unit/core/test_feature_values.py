"""Features have one canonical form, whatever JSON they are given in."""

import json
import math

import pytest

from core.content import content_hash
from core.errors import InputError
from core.features import Feature, FeatureKind, load_features, write_features
from core.settings import load_settings

FEATURES = load_settings(features="stars:int, language:str, price:float, released:date, open:bool").features


def test_features_are_set_as_names_and_types() -> None:
    assert (
        Feature("language", FeatureKind.STR),
        Feature("open", FeatureKind.BOOL),
        Feature("price", FeatureKind.FLOAT),
        Feature("released", FeatureKind.DATE),
        Feature("stars", FeatureKind.INT),
    ) == FEATURES
    assert load_settings(features="a:b:int").features == (Feature("a:b", FeatureKind.INT),)
    assert load_settings().features == ()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "stars",
            "PREDAWN_FEATURES: .*should be name:type, the type one of int, float, str, bool, date",
        ),
        ("stars:integer", "should be name:type"),
        (":int", "should be name:type"),
        ("a:int,", "should be name:type"),
        ("a:int, a:str", "each feature should have a name of its own"),
    ],
)
def test_what_is_no_list_of_features_is_refused(written: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        load_settings(features=written)


def test_the_canonical_form_is_compact_sorted_and_names_every_feature() -> None:
    given = {"stars": 7.0, "price": 3, "language": 'ü"\n', "open": False}
    text = write_features(FEATURES, given)
    assert text == '{"language":"ü\\"\\n","open":false,"price":3.0,"released":null,"stars":7}'
    assert load_features(text) == given | {"released": None}
    assert write_features(FEATURES, dict(reversed(given.items()))) == text
    assert write_features(FEATURES, {"price": -0.0}) == write_features(FEATURES, {"price": 0})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("stars", 1.5, "The feature stars is 1.5, and should be a whole number of 64 bits"),
        ("stars", True, "should be a whole number"),
        ("stars", "7", "should be a whole number"),
        ("stars", 2**63, "should be a whole number"),
        ("price", math.inf, "should be a finite number"),
        ("price", 10**400, "should be a finite number"),
        ("price", False, "should be a finite number"),
        ("language", 3, "should be a text"),
        ("language", "a\0", "should be a text"),
        ("language", "\ud800", "should be a text"),
        ("open", 1, "should be true or false"),
        ("released", "2026-02-30", "should be a date such as 2026-01-31"),
        ("released", 20260101, "should be a date"),
        (
            "forks",
            1,
            r"There is no feature 'forks'. The features are: language, open, price, released, stars",
        ),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        write_features(FEATURES, {name: value})


def test_features_are_a_part_of_the_content_hash_only_where_there_are_some() -> None:
    assert content_hash("a", "b") == content_hash("a", "b", None)
    assert len({content_hash("a", "b"), content_hash("a", "b", "{}"), content_hash("a", "b", '{"c":1}')}) == 3
    assert json.loads("{}") == load_features(None)
