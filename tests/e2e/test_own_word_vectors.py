"""A team's own table of word vectors goes into the store once, and from there wherever its models go."""

import hashlib
import io
import json
import random
import zipfile
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from model.training.word_table import read_word2vec
from store.connect.database import Database
from store.connect.engine import Role
from tests.conftest import MIGRATED, Server
from tests.e2e.command_line import CommandLine
from tests.serving import serving, settings_for

TAGS = ("food", "sea", "sport")
WORDS_A_TAG = 250
DIMENSIONS = 12
SHOWN = 3
"""Each text has so many of its tag's words, so that most words are in no other text."""


def words_of(tag: str) -> list[str]:
    """Words of a tag that spell nothing in common."""
    generator = random.Random(tag)
    return ["".join(generator.choices("bcdfghjklmnpqrstvwxz", k=8)) for _ in range(WORDS_A_TAG)]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A text file of word2vec: words of a tag point in one direction, more or less."""
    generator = np.random.default_rng(1)
    centres = generator.normal(size=(len(TAGS), DIMENSIONS))
    path = tmp_path / "own.txt"
    with path.open("w") as file:
        file.write(f"{len(TAGS) * WORDS_A_TAG + 1} {DIMENSIONS}\n, {' 1' * DIMENSIONS}\n".replace("  ", " "))
        for tag, centre in zip(TAGS, centres, strict=True):
            for word in words_of(tag):
                numbers = centre + 0.4 * generator.normal(size=DIMENSIONS)
                file.write(f"{word} {' '.join(f'{number:.4f}' for number in numbers)}\n")
    return path


@pytest.fixture
def predawn(migrated_database: Database, tmp_path: Path, table: Path) -> CommandLine:
    generator = random.Random(2)
    rows = ["id,title,description,tag"]
    for number in range(160):
        tag = generator.choice(TAGS)
        rows.append(f"p{number},{' '.join(generator.sample(words_of(tag), SHOWN))},every thing,{tag}")
    (tmp_path / "projects.csv").write_text("\n".join(rows))
    command = CommandLine(tmp_path).with_settings(
        database_url=migrated_database.url, catalogue=tmp_path / "projects.csv", word_vectors=table
    )
    command.succeed("catalogue", "sync")
    return command


def sha256_of(table: Path) -> str:
    return hashlib.sha256(read_word2vec(table).table).hexdigest()


def stored(database: Database) -> list[str]:
    with database.engine(Role.BATCH, "test").connect() as connection:
        return list(connection.execute(text("SELECT sha256 FROM predawn.word_vectors")).scalars())


def named_by(predawn: CommandLine, version: int) -> str:
    model = json.loads(predawn.succeed("models", "show", version, "--json"))
    return str(model["args"]["word_vectors"])


def test_a_table_is_stored_once_and_the_file_is_not_needed_again(
    predawn: CommandLine, migrated_database: Database, table: Path
) -> None:
    said = predawn.run("train").err
    assert f"word vectors: 750 words of {DIMENSIONS} numbers; left out, repeated or of signs" in said
    assert named_by(predawn, 1) == sha256_of(table)
    predawn.succeed("train")
    assert stored(migrated_database) == [sha256_of(table)]
    table.unlink()
    predawn.succeed("batch")
    refused = predawn.run("train")
    assert refused.code == 2
    assert f"The word vectors {table} cannot be read: No such file or directory." in refused.err
    with serving(settings_for(migrated_database, word_vectors="off")) as api:
        for tag in TAGS:
            known = (predawn.folder / "projects.csv").read_text()
            unseen = [word for word in words_of(tag) if word not in known][:4]
            answer = api.client.post("/predict", json={"texts": [{"title": " ".join(unseen)}]}).json()
            (found,) = answer["data"]["predictions"]
            assert found["predicted_tag"] == tag


def test_a_model_takes_its_table_to_another_store(
    predawn: CommandLine, embedded_server: Server, migrated_database: Database, table: Path
) -> None:
    predawn.succeed("train")
    predawn.succeed("models", "export", 1, "model.zip")
    other = embedded_server.clone(MIGRATED)
    elsewhere = predawn.with_settings(database_url=other.url, word_vectors="off")
    file = predawn.folder / "model.zip"
    whole = file.read_bytes()
    try:
        for change, sentence in ((None, "which are not stored"), (b"\0" * 100, "no table of word vectors")):
            file.write_bytes(with_table(whole, change))
            refused = elsewhere.run("models", "import", file)
            assert refused.code == 2
            assert sentence in refused.err
        assert stored(other) == []
        file.write_bytes(whole)
        elsewhere.succeed("models", "import", file)
        assert stored(other) == [sha256_of(table)]
        # Where the store has the table, a file need not.
        file.write_bytes(with_table(whole, None))
        elsewhere.succeed("models", "import", file)
        assert named_by(elsewhere, 2) == sha256_of(table)
    finally:
        embedded_server.drop(other)


def test_a_stored_table_that_was_changed_is_refused(
    predawn: CommandLine, migrated_database: Database, table: Path
) -> None:
    predawn.succeed("train")
    with migrated_database.engine(Role.BATCH, "test").begin() as connection:
        found = connection.execute(
            text("UPDATE predawn.word_vectors SET data = set_byte(data, 80, 255 - get_byte(data, 80))")
        )
        assert found.rowcount == 1
    refused = predawn.run("batch")
    assert refused.code == 2
    assert f"The table of word vectors stored as {sha256_of(table)} has the SHA-256" in refused.err


def with_table(model: bytes, table: bytes | None) -> bytes:
    """The file of a model with another table, or with none."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(model)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = table if name == "word.vectors" else source.read(name)
            if content is not None:
                archive.writestr(name, content)
    return target.getvalue()
