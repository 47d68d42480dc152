"""Reading skops archives that hold one header and named arrays; `model.training.artifact` writes them.

skops itself is not needed, and does not decide what is read: its own audit trusts every estimator of
scikit-learn, and it imports scikit-learn. Of its format only a dictionary of one text and of NumPy arrays is
read here; whatever else an archive holds is refused.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from tokenize import TokenError
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.errors import ArtifactError

HEADER: Final = "header"
SCHEMA: Final = "schema.json"

PROTOCOL: Final = 2
_MAX_MEMBERS: Final = 64
# An empty list takes three characters, and 64 bytes once it is read. That of 10,000 tags has a megabyte.
_MAX_SCHEMA_BYTES: Final = 8 * 1024**2
DICTIONARY: Final = ("DictNode", "builtins", "dict")
TEXT: Final = ("JsonNode", "builtins", "str")
ARRAY: Final = ("NdArrayNode", "numpy", "ndarray")
# The exceptions that zipfile, json and NumPy raise on foreign content.
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    EOFError,
    OSError,
    SyntaxError,
    TokenError,  # of the header of an array, which NumPy reads as Python
)

Array = npt.NDArray[Any]


def read_archive(data: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return the header and the arrays of an archive that `write_archive` returned.

    Raises
    ------
    ArtifactError
        If the bytes are not such an archive, or contain anything else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive)
            nodes = _read_schema(archive)
            _check_arrays(archive)
            header = json.loads(_read_text(nodes.pop(HEADER)))
            _check_files(nodes)
            arrays = {name: _read_array(archive, node) for name, node in nodes.items()}
    except _UNREADABLE as error:
        raise ArtifactError(
            f"The artifact was not written by Predawn, or it is damaged ({_first_line(error)}); "
            "train the model again."
        ) from error
    if not isinstance(header, dict):
        raise ArtifactError(
            "The artifact was not written by Predawn: it is not a header and arrays; train the model again."
        )
    return header, arrays


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise ValueError(f"it has {len(members)} members")
    for member in members:
        if member.compress_type != zipfile.ZIP_STORED:  # a compressed member could unpack to any size
            raise ValueError(f"its member {member.filename!r} is compressed")


def _read_schema(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the nodes of the dictionary that the archive holds, by their keys."""
    size = archive.getinfo(SCHEMA).file_size
    if size > _MAX_SCHEMA_BYTES:
        raise ValueError(f"its schema has {size:,} bytes")
    schema = json.loads(archive.read(SCHEMA))
    if not isinstance(schema, dict) or not isinstance(schema.get("protocol"), int):
        raise TypeError("its schema has no protocol")
    if schema["protocol"] != PROTOCOL:
        raise ValueError(f"its skops protocol is {schema['protocol']}")
    _check_kind(schema, DICTIONARY)
    return dict(schema["content"])


def _check_kind(node: Mapping[str, Any], expected: tuple[str, str, str]) -> None:
    """Refuse a node of another kind than the only one that may stand in its place."""
    kind = (node["__loader__"], node["__module__"], node["__class__"])
    if kind != expected:
        raise TypeError(f"it contains a {kind[1]}.{kind[2]}, which is not trusted")


def _check_files(nodes: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse arrays that share a file, which could take its memory any number of times."""
    for node in nodes.values():
        _check_kind(node, ARRAY)
    files = [node["file"] for node in nodes.values()]
    if len(set(files)) < len(files):
        raise ValueError("two of its arrays are one file")


def _check_arrays(archive: zipfile.ZipFile) -> None:
    """Refuse arrays whose header does not match their size, before memory is allocated for them."""
    for member in archive.infolist():
        if member.filename == SCHEMA:
            continue
        with archive.open(member) as stream:
            if np.lib.format.read_magic(stream) != (1, 0):
                raise ValueError(f"{member.filename!r} is not an array")
            shape, _, dtype = np.lib.format.read_array_header_1_0(stream)
            if dtype.hasobject:
                raise ValueError(f"{member.filename!r} contains Python objects")
            size = dtype.itemsize * int(np.prod(shape, dtype=object))
            if stream.tell() + size != member.file_size:
                raise ValueError(f"the size of {member.filename!r} does not match its shape")


def _read_text(node: Mapping[str, Any]) -> str:
    _check_kind(node, TEXT)
    return str(json.loads(node["content"]))


def _read_array(archive: zipfile.ZipFile, node: Mapping[str, Any]) -> Array:
    _check_kind(node, ARRAY)
    array: Array = np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)
    return array


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
