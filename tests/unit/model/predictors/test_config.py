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


@pytest.mark.parametrize(
    ("added", "claim"),
    [
        ('trained_on = "all"\n', TrainingClaim(TrainedOn.ALL)),
        ('trained_on = "none"\n', TrainingClaim(TrainedOn.NONE)),
        ('\n# Of spring.\n  trained_on="ids" # by hand\n\n', TrainingClaim(TrainedOn.IDS, frozenset("ab"))),
        ('"evaluate" = false\n', TrainingClaim(evaluate=False)),
    ],
)
def test_the_claim_is_not_handed_over_and_makes_no_new_version(
    write, tmp_path: Path, added: str, claim: TrainingClaim
) -> None:
    plain = '# a comment\nprompt = """\n\n# What is it?\n"""\n\n[table]\nkey = 2026-11-29\n'
    (tmp_path / "ids").write_text("a\n b \n\n")
    without, found = read_config(write(plain)), read_config(write(plain.replace("\n", f"\n{added}", 1)))
    assert (found.sha256, found.values) == (without.sha256, without.values)
    assert found.claim == claim


def test_a_file_of_a_claim_alone_is_the_version_without_a_file(write) -> None:
    assert read_config(write('# nothing else\ntrained_on = "all"\n')).sha256 == read_config(None).sha256


@pytest.mark.parametrize(
    "content", ["b = 1\na = 2", "a = 2\nb = 1.0", "a = 2", 'a = "2"\nb = 1', "a = 2026-11-29\nb = 1"]
)
def test_another_value_or_another_order_is_another_version(write, content: str) -> None:
    assert read_config(write("a = 2\nb = 1")).sha256 != read_config(write(content)).sha256


def test_keys_of_a_table_belong_to_the_predictor(write) -> None:
    content = "[table]\ntrained_on = 2024\nevaluate = 3\n"
    found = read_config(write(content))
    assert found.values == {"table": {"trained_on": 2024, "evaluate": 3}}
    assert found.claim == TrainingClaim()
    assert found.sha256 != read_config(write("[table]\ntrained_on = 2025\nevaluate = 3\n")).sha256


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('evaluate = "no"', "is true or false"),
        ("trained_on = 2024", 'is "all", "none", or a file of ids'),
        ('trained_on = "nowhere.txt"', "Cannot read the ids in .*nowhere.txt"),
        ('trained_on = "empty"', "lists no ids"),
        ("trained_on =", "is not TOML"),
        ("seed = 0x" + "f" * 5000, "is not TOML"),
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
