"""A model goes to another store as it is, or not at all."""

import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from batch.models.transfer import export_model, import_model
from core.errors import ArtifactError, InputError
from core.types import ModelStatus
from store.models import registry


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


def test_a_predictor_of_ones_own_is_not_a_file(engine):
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
        (
            lambda data: rewritten(data, model=with_entry(data, args={"multi_label": True})),
            "another model",
        ),
        (lambda data: rewritten(data, model=with_entry(data, args={"C": float("nan")})), "database refuses"),
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


def test_a_file_that_would_fill_the_memory_is_refused(engine, exported, monkeypatch):
    monkeypatch.setattr("batch.models.transfer._MAX_BYTES", 1000)
    refused = pytest.raises(ArtifactError, match="more than 4 GiB of memory, and is refused")
    with engine.begin() as connection, refused:
        import_model(connection, exported, "file")


def without(data: bytes, field: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = json.loads(archive.read("model.json"))
    del entry[field]
    return json.dumps(entry).encode()


def with_entry(data: bytes, **changes: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return json.dumps(json.loads(archive.read("model.json")) | changes).encode()


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
