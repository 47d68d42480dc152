"""The configuration of a predictor: what is handed over, what is hashed, and what it says of its training."""

import hashlib
from pathlib import Path

import pytest

from core.errors import InputError
from core.types import TrainedOn
from model.predictors.config import TrainingClaim, read_config


@pytest.fixture
def write(tmp_path: Path):
    def write(content: str) -> Path:
        path = tmp_path / "predictor.toml"
        path.write_text(content)
        return path

    return write


def test_no_file_is_an_empty_configuration_that_claims_nothing() -> None:
    found = read_config(None)
    assert (dict(found.values), found.claim) == ({}, TrainingClaim(TrainedOn.UNKNOWN))
    assert found.sha256 == hashlib.sha256(b"").hexdigest()


def test_the_claim_is_not_handed_over_and_not_hashed(write, tmp_path: Path) -> None:
    plain = '# a comment\nwords = ["a"]\n\n[table]\nkey = 1\n'
    without = read_config(write(plain))
    assert without.sha256 == hashlib.sha256(plain.encode()).hexdigest()
    (tmp_path / "ids").write_text("a\n b \n\nc")
    for line, trained_on, ids in (
        ('trained_on = "all"\n', TrainedOn.ALL, set()),
        ('trained_on = "none"\n', TrainedOn.NONE, set()),
        ('  trained_on="ids" # of the last spring\n', TrainedOn.IDS, {"a", "b", "c"}),
        ("evaluate = false\n", TrainedOn.UNKNOWN, set()),
    ):
        found = read_config(write(plain.replace("\n", f"\n{line}", 1)))
        assert found.sha256 == without.sha256
        assert found.values == without.values
        assert (found.claim.trained_on, found.claim.ids) == (trained_on, ids)
        assert found.claim.evaluate is not line.startswith("evaluate")


def test_keys_of_a_table_belong_to_the_predictor(write) -> None:
    content = "[table]\ntrained_on = 2024\nevaluate = 3\n"
    found = read_config(write(content))
    assert found.values == {"table": {"trained_on": 2024, "evaluate": 3}}
    assert found.claim == TrainingClaim()
    assert found.sha256 == hashlib.sha256(content.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('evaluate = "no"', "is true or false"),
        ("trained_on = 2024", 'is "all", "none", or a file of ids'),
        ('trained_on = "nowhere.txt"', "Cannot read the ids in .*nowhere.txt"),
        ('trained_on = "empty"', "lists no ids"),
        ("trained_on =", "is not TOML"),
        ("deep = " + "[" * 100_000 + "]" * 100_000, "is not TOML"),
    ],
)
def test_an_unusable_claim_is_refused(write, tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "empty").write_text("\n \n")
    with pytest.raises(InputError, match=sentence):
        read_config(write(content))


def test_a_configuration_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(InputError, match="/dev/zero is longer than 16 MiB"):
        read_config(Path("/dev/zero"))
