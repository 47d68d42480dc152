"""Skops archives that hold one header and named arrays.

Equal content gives equal bytes, and so one SHA-256: skops names its nodes by memory addresses and stamps its
files with the time; both are replaced here. Reading accepts a closed list of node types, because skops' own
audit trusts every estimator of scikit-learn.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from skops.io import dumps, loads

from core.errors import ArtifactError

HEADER: Final = "header"

_SCHEMA: Final = "schema.json"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MIN_PROTOCOL: Final = 2
_MAX_MEMBERS: Final = 64
_TRUSTED_NODES: Final = frozenset(
    {
        ("DictNode", "builtins", "dict"),
        ("ListNode", "builtins", "list"),
        ("TypeNode", "builtins", "str"),
        ("JsonNode", "builtins", "str"),
        ("NdArrayNode", "numpy", "ndarray"),
    }
)
# The exceptions that zipfile, json, NumPy and skops raise on foreign content.
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    EOFError,
    OSError,
    ImportError,
)

Array = npt.NDArray[Any]


def write_archive(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """Return an archive of a header, as JSON, and arrays; equal content gives equal bytes."""
    written = dumps({HEADER: json.dumps(header, sort_keys=True, ensure_ascii=True)} | dict(arrays))
    with zipfile.ZipFile(io.BytesIO(written)) as source:
        schema = json.loads(source.read(_SCHEMA))
        files: dict[str, str] = {}
        _number_nodes(schema, {}, files)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for old, new in files.items():
                archive.writestr(zipfile.ZipInfo(new, _EPOCH), source.read(old))
            archive.writestr(zipfile.ZipInfo(_SCHEMA, _EPOCH), json.dumps(schema, sort_keys=True))
    return target.getvalue()


def read_archive(data: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return the header and the arrays of an archive that `write_archive` returned.

    Raises
    ------
    ArtifactError
        If the bytes are not such an archive, or contain a type that is not on the list.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive)
            schema = json.loads(archive.read(_SCHEMA))
            _check_nodes(schema)
            _check_arrays(archive)
        content = loads(data, trusted=[])
        header = json.loads(content.pop(HEADER))
    except _UNREADABLE as error:
        raise ArtifactError(
            f"The artifact was not written by Predawn, or it is damaged ({_first_line(error)}); "
            "train the model again."
        ) from error
    if not isinstance(header, dict) or not all(isinstance(array, np.ndarray) for array in content.values()):
        raise ArtifactError(
            "The artifact was not written by Predawn: it is not a header and arrays; train the model again."
        )
    return header, content


def _number_nodes(node: object, numbers: dict[int, int], files: dict[str, str]) -> None:
    """Replace memory addresses by numbers, in the order of the nodes, and rename files accordingly."""
    if isinstance(node, dict):
        if "__id__" in node:
            node["__id__"] = numbers.setdefault(node["__id__"], len(numbers))
        if "file" in node:
            node["file"] = files.setdefault(node["file"], f"{len(files)}.npy")
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            _number_nodes(child, numbers, files)


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise ValueError(f"it has {len(members)} members")
    for member in members:
        if member.compress_type != zipfile.ZIP_STORED:  # a compressed member could unpack to any size
            raise ValueError(f"its member {member.filename!r} is compressed")


def _check_nodes(schema: object) -> None:
    """Refuse every node that is not on the list; skops refuses dictionaries that are not nodes."""
    if not isinstance(schema, dict) or not isinstance(schema.get("protocol"), int):
        raise TypeError("its schema has no protocol")
    if schema["protocol"] < _MIN_PROTOCOL:
        raise ValueError(f"its skops protocol is {schema['protocol']}")
    waiting: list[object] = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "__loader__" in node:
                kind = (node["__loader__"], node.get("__module__"), node.get("__class__"))
                if kind not in _TRUSTED_NODES:
                    raise TypeError(f"it contains a {kind[1]}.{kind[2]}, which is not trusted")
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _check_arrays(archive: zipfile.ZipFile) -> None:
    """Refuse arrays whose header does not match their size, before memory is allocated for them."""
    for member in archive.infolist():
        if member.filename == _SCHEMA:
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


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
