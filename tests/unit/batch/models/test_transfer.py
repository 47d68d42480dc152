"""A model goes to another store as it is, or not at all."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from batch.models.transfer import export_model, import_model
from core.errors import ArtifactError, InputError
from core.types import ModelStatus
from model.tagger.archive import read_archive
from model.training.artifact import write_archive
from store.connect.database import Database
from store.models import registry
from store.models.registry import MODEL_EXAMPLES_SCHEMA
from tests.e2e.command_line import CommandLine
from tests.waiting import wait_until


@pytest.fixture
def exported(engine: Engine) -> bytes:
    with engine.begin() as connection:
        return export_model(connection, 1)


def rewritten(data: bytes, **contents: bytes | None) -> bytes:
    """The same file with members changed, or left out where None."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = contents.get(name.partition(".")[0], source.read(name))
            if content is not None:
                archive.writestr(name, content)
    return target.getvalue()


def damaged(data: bytes) -> bytes:
    """The file with nonsense in the midst of what is compressed."""
    middle = len(data) // 2
    return data[:middle] + b"\xff" * 100 + data[middle + 100 :]


def test_a_model_comes_back_as_a_candidate_with_all_it_had(engine, exported):
    with engine.begin() as connection:
        model = import_model(connection, exported, "file")
        before = registry.find_model(connection, 1)
        assert model.status is ModelStatus.CANDIDATE
        for field in ("predictor", "artifact_sha256", "args", "metrics", "training_data", "library_versions"):
            assert getattr(model, field) == getattr(before, field)
        assert registry.read_artifact(connection, model.version) == registry.read_artifact(connection, 1)
        expected = registry.read_examples(connection, 1)
        assert expected.num_rows
        assert registry.read_examples(connection, model.version).equals(expected)


def test_a_custom_predictor_is_not_a_file(engine):
    with engine.begin() as connection:
        version = registry.register_predictor(connection, predictor="p:P", fingerprint="f", args={})
        with pytest.raises(InputError, match="p:P: its code"):
            export_model(connection, version)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: b"nothing", "is not a model that"),
        (lambda data: data[:-100], "is not a model that"),
        (lambda data: rewritten(data, examples=None), "is not a model that"),
        (lambda data: rewritten(data, examples=b"PAR1"), "is not a model that"),
        (lambda data: rewritten(data, model=b"[]"), "not a model of this version"),
        (lambda data: rewritten(data, model=b"{"), "is not a model that"),
        (lambda data: rewritten(data, model=without(data, "metrics")), "lacks 'metrics'"),
        (lambda data: rewritten(data, artifact=b"other"), "SHA-256"),
        (damaged, "is not a model that"),
        (lambda data: rewritten(data, model=with_entry(data, predictor="own:Own")), "another model"),
        (lambda data: rewritten(data, model=with_args(data, multi_label=True)), "another model"),
        (lambda data: rewritten(data, model=with_args(data, char_ngrams=[1, 10**30])), "another model"),
        (lambda data: rewritten(data, model=with_args(data, note=float("nan"))), "database refuses"),
        (
            lambda data: rewritten(data, model=with_entry(data, metrics={"overall": {"f1": "high"}})),
            r"overall\.f1",
        ),
        (lambda data: rewritten(data, examples=of_another_kind(data)), "examples of another kind"),
        (lambda data: rewritten(data, examples=twice(data)), "database refuses the model or its examples"),
    ],
)
def test_a_file_that_was_changed_is_refused_and_nothing_is_entered(engine, exported, change, sentence):
    with engine.begin() as connection:
        with pytest.raises(ArtifactError, match=sentence):
            import_model(connection, change(exported), "file")
        assert len(registry.list_models(connection)) == 1


def without(data: bytes, field: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = json.loads(archive.read("model.json"))
    del entry[field]
    return json.dumps(entry).encode()


def with_entry(data: bytes, **changes: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return json.dumps(json.loads(archive.read("model.json")) | changes).encode()


def with_args(data: bytes, **changes: object) -> bytes:
    return with_entry(data, args=args_of(data) | changes)


def twice(data: bytes) -> bytes:
    """The examples, each of them twice."""
    examples = examples_of(data)
    return as_parquet(pa.concat_tables([examples, examples]))


def of_another_kind(data: bytes) -> bytes:
    """The examples without their last column."""
    examples = examples_of(data)
    return as_parquet(examples.drop_columns(examples.column_names[-1:]))


def examples_of(data: bytes) -> pa.Table:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pq.read_table(io.BytesIO(archive.read("examples.parquet")))


def as_parquet(table: pa.Table) -> bytes:
    target = io.BytesIO()
    pq.write_table(table, target)
    return target.getvalue()


def with_artifact(data: bytes, **changes: object) -> bytes:
    """The file with a header or arrays of its artifact replaced, and all digests right again."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        entry = json.loads(source.read("model.json"))
        header, arrays = read_archive(source.read("artifact.skops"))
    header_changes = {name: changes.pop(name) for name in list(changes) if name in header}
    artifact = write_archive(header | header_changes, arrays | changes)
    entry["artifact_sha256"] = hashlib.sha256(artifact).hexdigest()
    entry["args"] |= header_changes.get("args", {})
    return rewritten(data, artifact=artifact, model=json.dumps(entry).encode())


def zeros(data: bytes) -> bytes:
    """The file with an artifact of 768 MiB, which takes 3 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            for name in ("model.json", "examples.parquet"):
                archive.writestr(name, source.read(name))
        with archive.open("artifact.skops", "w") as member:
            for _ in range(24):
                member.write(bytes(32 * 1024**2))
    return target.getvalue()


def repeated_text(data: bytes) -> bytes:
    """The file with examples of which each has the same long text, stored once."""
    rows = 50_000
    table = pa.table(
        {
            "project_id": [str(number) for number in range(rows)],
            "content_hash": [b"h" * 32] * rows,
            "tag": pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), ["t" * 1_000_000]),
            "tags": [None] * rows,
            "held_out": [False] * rows,
            "predicted_tag": [None] * rows,
            "predicted_tags": [None] * rows,
            "score": [None] * rows,
        }
    )
    unfolded = pa.schema(
        [
            field.with_type(pa.dictionary(pa.int32(), pa.string())) if field.name == "tag" else field
            for field in MODEL_EXAMPLES_SCHEMA
        ]
    )
    target = io.BytesIO()
    pq.write_table(table.cast(unfolded), target, compression="zstd", store_schema=False)
    return rewritten(data, examples=target.getvalue())


def long_terms(data: bytes) -> bytes:
    """The file with a character term and a word that would take gigabytes together."""
    word, character = b"a" * 4_000_000, b"b" * 4_000
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        _, arrays = read_archive(source.read("artifact.skops"))
    return with_artifact(
        data,
        word_terms=np.frombuffer(word, np.uint8),
        word_offsets=np.array([0, len(word)]),
        word_idf=np.ones(1),
        character_terms=np.frombuffer(character, np.uint8),
        character_offsets=np.array([0, len(character)]),
        character_idf=np.ones(1),
        weights=arrays["weights"][:2],
    )


@pytest.mark.parametrize("bomb", [zeros, repeated_text, long_terms])
def test_a_bomb_is_refused_in_little_memory_and_nothing_is_entered(
    database: Database, exported: bytes, tmp_path: Path, engine: Engine, bomb: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "bomb").write_bytes(bomb(exported))
    process = CommandLine(tmp_path, {"PREDAWN_DATABASE_URL": database.url}).start("models", "import", "bomb")
    # What the system says of a child that has ended counts its parent's memory too, before it was itself.
    peaks = [0]

    def ended() -> bool:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
        peaks.append(int(found[1]) if found else 0)
        return process.poll() is not None

    wait_until(ended)
    _, complaint = process.communicate()
    assert process.returncode == 2, complaint
    assert "bomb" in complaint
    assert "Traceback" not in complaint
    assert 0 < max(peaks) < 512 * 1024
    with engine.begin() as connection:
        assert len(registry.list_models(connection)) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda data: with_artifact(data, args=args_of(data) | {"word_ngrams": [1, 10**30]}),
        lambda data: with_artifact(data, args=args_of(data) | {"min_df": 10**30}),
        lambda data: with_artifact(data, word_idf=1e308 * np.ones_like(arrays_of(data)["word_idf"])),
        lambda data: with_artifact(data, weights=np.float32(1e38) * np.ones_like(arrays_of(data)["weights"])),
        lambda data: with_artifact(data, temperature=1e300),
    ],
)
def test_numbers_that_cannot_run_are_refused(
    engine: Engine, exported: bytes, change: Callable[[bytes], bytes]
) -> None:
    with (
        engine.begin() as connection,
        pytest.raises(ArtifactError, match=r"out of range|beyond|the temperature"),
    ):
        import_model(connection, change(exported), "file")
    with engine.begin() as connection:
        assert len(registry.list_models(connection)) == 1


def test_an_artifact_that_is_only_rewritten_is_accepted(engine: Engine, exported: bytes) -> None:
    with engine.begin() as connection:
        assert import_model(connection, with_artifact(exported), "file").version == 2


def arrays_of(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return read_archive(source.read("artifact.skops"))[1]


def args_of(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return dict(read_archive(source.read("artifact.skops"))[0]["args"])
