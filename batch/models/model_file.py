"""The file of an exported model: its entry of the registry, its artifact and its examples.

It is a zip of `model.json`, `artifact.skops` and `examples.parquet`, and of `word.vectors` if the model was
trained with another table than the one that ships. It is not trusted: what it says is held to a schema, and
what would unpack to more than a model has is refused. The artifact is checked as any other is.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, BinaryIO, Final, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from batch.sources.parquet.pages import PageError, read_pages
from core.errors import ArtifactError
from store.models.registry import MODEL_EXAMPLES_SCHEMA

FORMAT: Final = "predawn model"
_VERSION: Final = 1
_MEMBERS: Final = ("model.json", "artifact.skops", "examples.parquet")
_WORD_VECTORS: Final = "word.vectors"
# Others are unpacked as a whole, whatever part of it is asked for.
_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAX_BYTES: Final = 4 * 1024**3
# Weights and hashes hardly compress. What unpacks to more than this many times its size, and to more than so
# many bytes, is no model, and would fill the memory before anything else could be found wrong with it.
_MAX_RATIO: Final = 20
_MAX_TEXT_RATIO: Final = 100
_FREE_BYTES: Final = 16 * 1024**2
_FREE_ROWS: Final = 100_000
# An empty list takes three characters, and 64 bytes once it is read. The entry of 10,000 tags has some 2 MiB.
_MAX_ENTRY_BYTES: Final = 8 * 1024**2
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    OSError,
    RuntimeError,
    PageError,
)
"""The errors of zipfile, json and Arrow for content of another format."""

_MAX_NUMBER: Final = 2**53
_Number = Annotated[float, Field(ge=-_MAX_NUMBER, le=_MAX_NUMBER)]
_Count = Annotated[int, Field(ge=0, le=_MAX_NUMBER)]
_Figures = dict[str, _Number | None]


class _TagFigures(BaseModel):
    """The figures of a tag, by which the page of a model orders them."""

    model_config = ConfigDict(strict=True, extra="allow")
    __pydantic_extra__: _Figures

    num_samples: _Count


class _Bin(BaseModel):
    """A bin of scores, which the page of a model draws."""

    model_config = ConfigDict(strict=True)

    mean_score: _Number
    accuracy: _Number
    num_samples: Annotated[_Count, Field(ge=1)]


class _Calibration(BaseModel):
    """The calibration of a model."""

    model_config = ConfigDict(strict=True, extra="allow")
    __pydantic_extra__: _Figures

    bins: list[_Bin] = []


class _Confusion(BaseModel):
    """The counts of examples by known and by predicted tag."""

    model_config = ConfigDict(strict=True)

    tags: list[str] = []
    counts: list[list[_Count]] = []

    @model_validator(mode="after")
    def _check(self) -> Self:
        if any(len(row) != len(self.tags) for row in self.counts):
            raise ValueError("a row for each tag")
        return self


class _Metrics(BaseModel):
    """The metrics that the program reads; others are shown as they are."""

    model_config = ConfigDict(strict=True)

    status: str | None = None
    overall: dict[str, _Number | _Figures | None]
    per_tag: dict[str, _TagFigures]
    slices: dict[str, _Figures]
    calibration: _Calibration
    confusion: _Confusion = _Confusion()
    other: _Figures = {}


class _TrainingData(BaseModel):
    """The description of the training data, as far as the program reads it."""

    model_config = ConfigDict(strict=True)

    num_samples: _Count
    num_samples_per_tag: dict[str, _Count]


class _Entry(BaseModel):
    """The registry entry of a tagger."""

    model_config = ConfigDict(strict=True)

    predictor: str
    artifact_sha256: str
    args: dict[str, Any]
    metrics: _Metrics
    training_data: _TrainingData
    library_versions: dict[str, str]


ENTRY_FIELDS: Final = tuple(_Entry.model_fields)
"""The fields of the registry entry of a model that its file has."""


def write_model_file(
    entry: Mapping[str, Any], artifact: bytes, examples: pa.Table, word_vectors: bytes | None
) -> bytes:
    """Return the file of a model."""
    table = io.BytesIO()
    pq.write_table(examples, table, compression="zstd")
    described = json.dumps({"format": FORMAT, "version": _VERSION, **entry}, sort_keys=True, indent=1)
    contents = dict(zip(_MEMBERS, (described.encode(), artifact, table.getvalue()), strict=True))
    if word_vectors is not None:
        contents[_WORD_VECTORS] = word_vectors
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return target.getvalue()


def read_model_file(file: BinaryIO, name: str) -> tuple[dict[str, Any], bytes, pa.Table, bytes | None]:
    """Return the entry of a model, its artifact, its examples, and its table of word vectors, if any.

    Raises
    ------
    ArtifactError
        If it is not such a file, or would take more memory than a model does.
    """
    try:
        written, artifact, examples, *word_vectors = _read_members(file, name)
        entry = json.loads(written)
        table = _read_examples(examples, name)
    except _UNREADABLE as error:
        raise ArtifactError(
            f"{name} is not a model that `predawn models export` has written: {str(error) or 'damaged'}."
        ) from error
    if not isinstance(entry, dict) or (entry.get("format"), entry.get("version")) != (FORMAT, _VERSION):
        raise ArtifactError(f"{name} is not a model of this version of Predawn. Export it again.")
    try:
        _Entry.model_validate(entry)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise ArtifactError(
            f"{name} lacks {field!r}, or it is of another kind. Export the model again."
        ) from error
    return entry, artifact, table, word_vectors[0] if word_vectors else None


def _read_members(file: BinaryIO, name: str) -> list[bytes]:
    size = file.seek(0, io.SEEK_END)
    with zipfile.ZipFile(file) as archive:
        optional = {_WORD_VECTORS}.intersection(archive.namelist())
        members = list(map(archive.getinfo, (*_MEMBERS, *optional)))
        for member in members:
            if member.compress_type not in _COMPRESSIONS:
                raise ArtifactError(f"{name} is packed in another way than `predawn models export` packs.")
            # An archive may say what it likes of its members: they are no longer than it.
            _refuse_bomb(name, member.file_size, min(member.compress_size, size), _MAX_RATIO)
        if members[0].file_size > _MAX_ENTRY_BYTES:
            raise ArtifactError(
                f"{name} has an entry of {members[0].file_size:,} bytes; the limit is {_MAX_ENTRY_BYTES:,}."
            )
        return [_read_member(archive, member) for member in members]


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the content of a member; `ZipFile.read` unpacks more than the member says, and cuts it off."""
    with archive.open(member) as stream:
        return stream.read(member.file_size)


def _refuse_bomb(name: str, unpacked: int, packed: int, max_ratio: int) -> None:
    if unpacked > min(_MAX_BYTES, max(_FREE_BYTES, max_ratio * packed)):
        raise ArtifactError(
            f"{name} would unpack {packed:,} bytes to {unpacked:,}, which no model does, and is refused."
        )


def _read_examples(data: bytes, name: str) -> pa.Table:
    """Read the examples, texts as dictionaries, so that a text that is repeated takes its memory once."""
    file = pq.ParquetFile(io.BytesIO(data))
    _refuse_bomb(name, sum(_page_bytes(file, data)), len(data), _MAX_TEXT_RATIO)
    # Each row has a hash, which is 32 bytes of chance unless a text is repeated.
    if file.metadata.num_rows > max(_FREE_ROWS, len(data)):
        raise ArtifactError(f"{name} has {file.metadata.num_rows:,} examples in {len(data):,} bytes.")
    leaves = [file.schema.column(index) for index in range(len(file.schema))]
    texts = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]
    if file.schema_arrow.remove_metadata() != MODEL_EXAMPLES_SCHEMA:
        raise ArtifactError(f"{name} has examples of another kind. Export the model again.")
    table = pq.read_table(io.BytesIO(data), read_dictionary=texts)
    _refuse_bomb(name, sum(map(_unfolded_bytes, table.columns)), len(data), _MAX_TEXT_RATIO)
    # Parquet names the elements of lists differently.
    return table.cast(MODEL_EXAMPLES_SCHEMA)


def _page_bytes(file: pq.ParquetFile, data: bytes) -> Iterator[int]:
    """Yield the unpacked size of each page; what the file tells of its columns as a whole can be wrong."""
    for number in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(number)
        for column in range(group.num_columns):
            yield from (page.unpacked for page in read_pages(io.BytesIO(data), group.column(column)))


def _unfolded_bytes(column: pa.ChunkedArray) -> int:
    """Return the bytes of the texts of a column whose repeated texts are stored once."""
    size = 0
    for chunk in column.chunks:
        texts = chunk.flatten() if pa.types.is_list(chunk.type) else chunk
        if pa.types.is_dictionary(texts.type):
            lengths = pc.binary_length(texts.dictionary).cast(pa.int64())
            size += pc.sum(lengths.take(texts.indices)).as_py() or 0
    return size
