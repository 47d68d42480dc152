"""A model as a file, to take it to another store: its artifact, its entry in the registry, its examples.

The file is a zip of `model.json`, `artifact.skops` and `examples.parquet`. Nothing of it is believed: the
artifact is loaded as any other before the model is entered, as a candidate.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection

from core.errors import ArtifactError, InputError
from core.types import Model, TrainedModel
from model.artifact import load_artifact
from store import registry
from store.registry import MODEL_EXAMPLES_SCHEMA

FORMAT: Final = "predawn model"
_VERSION: Final = 1
_MEMBERS: Final = ("model.json", "artifact.skops", "examples.parquet")
_LARGEST_BYTES: Final = 4 * 1024**3
_FIELDS: Final[Mapping[str, type]] = {
    "predictor": str,
    "artifact_sha256": str,
    "args": dict,
    "metrics": dict,
    "training_data": dict,
    "library_versions": dict,
}


def export_model(connection: Connection, version: int) -> bytes:
    """Return the file of a trained model.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If it is a predictor of one's own, which is code and not a file.
    """
    model = registry.find_model(connection, version)
    if model.artifact_sha256 is None:
        raise InputError(
            f"Model {version} is the predictor {model.predictor}: its code, with PREDAWN_PREDICTOR and its "
            "configuration, is what to take to the other store."
        )
    artifact, _ = registry.read_artifact(connection, version)
    examples = io.BytesIO()
    pq.write_table(registry.read_examples(connection, version), examples, compression="zstd")
    entry = {"format": FORMAT, "version": _VERSION} | {name: getattr(model, name) for name in _FIELDS}
    contents = (json.dumps(entry, sort_keys=True, indent=1).encode(), artifact, examples.getvalue())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(_MEMBERS, contents, strict=True):
            archive.writestr(name, content)
    return target.getvalue()


def import_model(connection: Connection, data: bytes, name: str) -> Model:
    """Enter the model of a file as a candidate.

    Raises
    ------
    ArtifactError
        If it is no such file, was changed, or its artifact cannot be trusted.
    """
    entry, artifact, examples = _read(data, name)
    load_artifact(artifact, entry["artifact_sha256"])
    trained = TrainedModel(
        predictor=entry["predictor"],
        artifact=artifact,
        artifact_sha256=entry["artifact_sha256"],
        args=entry["args"],
        metrics=entry["metrics"],
        training_data=entry["training_data"],
        library_versions=entry["library_versions"],
        held_out={},
    )
    return registry.find_model(connection, registry.register_trained(connection, trained, examples))


def _read(data: bytes, name: str) -> tuple[dict[str, Any], bytes, pa.Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(archive.getinfo(member).file_size for member in _MEMBERS) > _LARGEST_BYTES:
                raise ArtifactError(f"{name} would take more than 4 GiB of memory, and is refused.")
            written, artifact, examples = map(archive.read, _MEMBERS)
        entry = json.loads(written)
        table = pq.read_table(io.BytesIO(examples))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError) as error:
        raise ArtifactError(
            f"{name} is not a model that `predawn models export` has written: {error}."
        ) from error
    if not isinstance(entry, dict) or (entry.get("format"), entry.get("version")) != (FORMAT, _VERSION):
        raise ArtifactError(f"{name} is not a model of this version of Predawn. Export it again.")
    for field, kind in _FIELDS.items():
        if not isinstance(entry.get(field), kind):
            raise ArtifactError(f"{name} lacks {field!r}, or it is of another kind. Export the model again.")
    if table.schema.remove_metadata() != MODEL_EXAMPLES_SCHEMA:
        raise ArtifactError(f"{name} has examples of another kind. Export the model again.")
    # The elements of lists have another name in a Parquet file.
    return entry, artifact, table.cast(MODEL_EXAMPLES_SCHEMA)
