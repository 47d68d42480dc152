"""A model goes to another store as it is, or not at all."""

import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
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
        model = import_model(connection, io.BytesIO(exported), "file")
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


BIN = {"mean_score": 0.5, "accuracy": 0.5, "num_samples": 1}


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
        *(
            (lambda data, metrics=metrics: rewritten(data, model=with_metrics(data, **metrics)), field)
            for metrics, field in (
                ({"calibration": {"bins": 5}}, r"calibration\.bins"),
                ({"calibration": {"bins": [{**BIN, "num_samples": 10**4200}]}}, r"bins\.0\.num_samples"),
                ({"calibration": {"bins": [{**BIN, "num_samples": 0}]}}, r"bins\.0\.num_samples"),
                ({"calibration": {"bins": [{**BIN, "accuracy": "high"}]}}, r"bins\.0\.accuracy"),
                ({"calibration": {"temperature": "<b>"}}, r"calibration\.temperature"),
                ({"confusion": {"tags": ["a"], "counts": [[1, 2]]}}, r"metrics\.confusion"),
                ({"confusion": {"tags": ["a"], "counts": [[-1]]}}, r"confusion\.counts"),
                ({"per_tag": {"a": {"f1": 1.0}}}, r"per_tag\.a\.num_samples"),
                ({"overall": {"f1": 1e300}}, r"overall\.f1"),
                ({"other": {"share": [1]}}, r"other\.share"),
            )
        ),
        (lambda data: rewritten(data, examples=of_another_kind(data)), "examples of another kind"),
        (lambda data: rewritten(data, examples=twice(data)), "database refuses the model or its examples"),
    ],
)
def test_a_file_that_was_changed_is_refused_and_nothing_is_entered(engine, exported, change, sentence):
    with engine.begin() as connection:
        with pytest.raises(ArtifactError, match=sentence):
            import_model(connection, io.BytesIO(change(exported)), "file")
        assert len(registry.list_models(connection)) == 1


def without(data: bytes, field: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = json.loads(archive.read("model.json"))
    del entry[field]
    return json.dumps(entry).encode()


def with_entry(data: bytes, **changes: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return json.dumps(json.loads(archive.read("model.json")) | changes).encode()


def with_metrics(data: bytes, **changes: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return with_entry(data, metrics=json.loads(archive.read("model.json"))["metrics"] | changes)


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


def zeros(data: bytes, times: int = 24) -> bytes:
    """The file with an artifact of so many times 32 MiB, which takes 3 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            for name in ("model.json", "examples.parquet"):
                archive.writestr(name, source.read(name))
        with archive.open("artifact.skops", "w") as member:
            for _ in range(times):
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
    n_terms = len(arrays["word_idf"]) + len(arrays["character_idf"])
    return with_artifact(
        data,
        word_terms=np.frombuffer(word, np.uint8),
        word_offsets=np.array([0, len(word)]),
        word_idf=np.ones(1),
        character_terms=np.frombuffer(character, np.uint8),
        character_offsets=np.array([0, len(character)]),
        character_idf=np.ones(1),
        weights=np.delete(arrays["weights"], np.s_[2:n_terms], axis=0),
    )


def packed_by(method: int, level: int, data: bytes, size: int) -> bytes:
    """The file with an artifact of so many zeros that says it is short, packed by a method."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=level) as archive:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            for name in ("model.json", "examples.parquet"):
                archive.writestr(name, source.read(name), zipfile.ZIP_DEFLATED)
        with archive.open("artifact.skops", "w", force_zip64=True) as member:
            for _ in range(size >> 25):
                member.write(bytes(1 << 25))
        # What the directory at its end says of the member, which is what a reader believes.
        archive.getinfo("artifact.skops").file_size = 1_000_000
    return target.getvalue()


def short_by_its_word(data: bytes) -> bytes:
    """The file with an artifact of 768 MiB that says it is short."""
    return packed_by(zipfile.ZIP_DEFLATED, 1, data, 3 << 28)


def short_by_its_word_and_packed_oddly(data: bytes) -> bytes:
    """The half of that in a kilobyte, by a method that is unpacked as a whole."""
    return packed_by(zipfile.ZIP_BZIP2, 9, data, 1 << 29)


def long_by_its_word(data: bytes) -> bytes:
    """The file with an artifact of 1 GiB that says it is packed in 500 MB, although the file has 5 MB."""
    target = io.BytesIO(zeros(data, 32))
    with zipfile.ZipFile(target, "a") as archive:
        archive.getinfo("artifact.skops").compress_size = 500_000_000
        archive.comment = b"written anew"
    return target.getvalue()


def one_array_often(data: bytes) -> bytes:
    """The file with an artifact of 500 arrays that are one file of 15 MiB."""
    written = io.BytesIO()
    np.lib.format.write_array(written, np.zeros(15 << 20, np.uint8), version=(1, 0))
    node = {"__class__": "ndarray", "__module__": "numpy", "__loader__": "NdArrayNode", "file": "0.npy"}
    text = {"__class__": "str", "__module__": "builtins", "__loader__": "JsonNode", "content": '"{}"'}
    schema = {
        "__class__": "dict",
        "__module__": "builtins",
        "__loader__": "DictNode",
        "protocol": 2,
        "content": [["header", text], *([f"array {number}", node] for number in range(500))],
    }
    artifact = io.BytesIO()
    with zipfile.ZipFile(artifact, "w") as archive:
        archive.writestr("0.npy", written.getvalue())
        archive.writestr("schema.json", json.dumps(schema))
    return with_content(data, artifact.getvalue())


def long_schema(data: bytes) -> bytes:
    """The file with an artifact whose schema is a list of millions of lists."""
    artifact = io.BytesIO()
    with zipfile.ZipFile(artifact, "w") as archive:
        archive.writestr("schema.json", b'{"protocol": 2, "content": [' + b"[]," * (7 << 20) + b"[]]}")
    return with_content(data, artifact.getvalue())


def long_entry(data: bytes) -> bytes:
    """The file with an entry that is a list of millions of lists."""
    return rewritten(data, model=b'{"args": [' + b"[]," * (7 << 20) + b"[]]}")


def with_content(data: bytes, artifact: bytes) -> bytes:
    """The file with another artifact, and its digest."""
    changed = with_entry(data, artifact_sha256=hashlib.sha256(artifact).hexdigest())
    return rewritten(data, artifact=artifact, model=changed)


def long_page(data: bytes) -> bytes:
    """The file with an example of 256 MiB, although its footer says that they are short."""
    size = 1 << 28
    table = examples_of(data).slice(0, 1)
    tag = table.schema.get_field_index("tag")
    table = table.set_column(tag, table.schema.field("tag"), pa.array(["t" * size]))
    target = io.BytesIO()
    pq.write_table(table, target, compression="zstd", use_dictionary=False, write_statistics=False)
    found = target.getvalue()
    footer = len(found) - 8 - int.from_bytes(found[-8:-4], "little")
    shortened = re.sub(rb"[\x80-\xff]{4}[\x01-\x0f]", _as_short, found[footer:])
    assert shortened != found[footer:]
    return rewritten(data, examples=found[:footer] + shortened)


def _as_short(number: re.Match[bytes]) -> bytes:
    """The number 1,000 in as many bytes, where a number of Thrift is about 256 MiB."""
    value = sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(number[0])) >> 1
    if not 1 << 27 < value < 1 << 29:
        return number[0]
    return bytes([0x80 | (2000 & 0x7F), 0x80 | (2000 >> 7), 0x80, 0x80, 0x00])


BOMBS = [
    zeros,
    repeated_text,
    long_terms,
    short_by_its_word,
    pytest.param(short_by_its_word_and_packed_oddly, marks=pytest.mark.slow),
    long_by_its_word,
    one_array_often,
    long_schema,
    long_entry,
    long_page,
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_little_memory_and_nothing_is_entered(
    database: Database, exported: bytes, tmp_path: Path, engine: Engine, bomb: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "bomb").write_bytes(bomb(exported))
    process = CommandLine(tmp_path, {"PREDAWN_DATABASE_URL": database.url}).start("models", "import", "bomb")
    # What the system says of a child that has ended counts its parent's memory too, before it was itself.
    peaks = [0]

    def ended() -> bool:
        with suppress(FileNotFoundError, ProcessLookupError):
            found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
            peaks.append(int(found[1]) if found else 0)
        return process.poll() is not None

    wait_until(ended)
    _, complaint = process.communicate()
    assert process.returncode == 2, complaint
    assert "bomb" in complaint or "The artifact was not written by Predawn" in complaint
    assert "Traceback" not in complaint
    assert 0 < max(peaks) < 512 * 1024
    with engine.begin() as connection:
        assert len(registry.list_models(connection)) == 1


def test_what_never_ends_is_not_read(database: Database, tmp_path: Path) -> None:
    predawn = CommandLine(tmp_path, {"PREDAWN_DATABASE_URL": database.url})
    os.mkfifo(tmp_path / "fifo")
    for endless in ("fifo", "/dev/zero", "."):
        assert "is not a file with a model in it" in predawn.refuse(2, "models", "import", endless)
    with (tmp_path / "hole").open("wb") as file:
        file.truncate(1 << 40)
    assert "hole is not a model that" in predawn.refuse(2, "models", "import", "hole")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_that_is_packed_by_another_method_is_refused(
    engine: Engine, exported: bytes, method: int
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported)) as source, zipfile.ZipFile(packed, "w", method) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    with engine.begin() as connection, pytest.raises(ArtifactError, match="packed in another way"):
        import_model(connection, packed, "file")


@pytest.mark.parametrize("tag", ["a\0b", "a\ud800", "a" * 1001])
def test_a_tag_that_cannot_be_stored_is_refused(engine: Engine, exported: bytes, tag: str) -> None:
    with zipfile.ZipFile(io.BytesIO(exported)) as source:
        tags = read_archive(source.read("artifact.skops"))[0]["tags"]
    changed = with_artifact(exported, tags=[tag, *tags[1:]])
    with engine.begin() as connection, pytest.raises(ArtifactError, match=r"a tag that holds NUL|surrogates"):
        import_model(connection, io.BytesIO(changed), "file")


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
        import_model(connection, io.BytesIO(change(exported)), "file")
    with engine.begin() as connection:
        assert len(registry.list_models(connection)) == 1


def test_an_artifact_that_is_only_rewritten_is_accepted(engine: Engine, exported: bytes) -> None:
    with engine.begin() as connection:
        assert import_model(connection, io.BytesIO(with_artifact(exported)), "file").version == 2


def arrays_of(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return read_archive(source.read("artifact.skops"))[1]


def args_of(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return dict(read_archive(source.read("artifact.skops"))[0]["args"])
