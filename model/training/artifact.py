"""Writing the artifact of a tagger; `model.tagger.artifact` reads it.

Equal content gives equal bytes, and so one SHA-256. The format is that of skops, which takes a second to
import, and would name its nodes by memory addresses and stamp its files with the time.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from model.tagger.archive import ARRAY, DICTIONARY, HEADER, PROTOCOL, SCHEMA, TEXT, Array
from model.tagger.artifact import FORMAT, FORMAT_VERSION, library_versions
from model.tagger.samples import digest_samples, score_samples
from model.tagger.tagger import Tagger

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LIST: Final = ("ListNode", "builtins", "list")
_TYPE_OF_TEXT: Final = ("TypeNode", "builtins", "str")


def dump_artifact(tagger: Tagger) -> bytes:
    """Return the artifact of a tagger; equal taggers and library versions give equal bytes.

    The scores that scikit-learn gives to the sample texts are part of it, so that whoever loads it can
    compare the native tagger with them without scikit-learn.
    """
    header = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "tags": list(tagger.tags),
        "temperature": tagger.temperature,
        "args": tagger.args.as_mapping(),
        "libraries": library_versions(),
        "samples": digest_samples(tagger),
    }
    word_terms, word_offsets = _pack(tagger.words.terms)
    character_terms, character_offsets = _pack(tagger.characters.terms)
    arrays: dict[str, Array] = {
        "word_terms": word_terms,
        "word_offsets": word_offsets,
        "word_idf": tagger.words.idf,
        "character_terms": character_terms,
        "character_offsets": character_offsets,
        "character_idf": tagger.characters.idf,
        "weights": tagger.weights,
        "intercepts": tagger.intercepts,
        "sample_scores": score_samples(tagger),
    }
    if tagger.thresholds is not None:
        arrays["thresholds"] = tagger.thresholds
    if tagger.domain is not None:
        arrays["domain_centroids"] = tagger.domain.centroids
        arrays["domain_quantiles"] = tagger.domain.quantiles
    return write_archive(header, arrays)


def _pack(terms: Sequence[str]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Return the UTF-8 of all terms in one array, and the offset of each term and of the end."""
    encoded = [term.encode() for term in terms]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets


def write_archive(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """Return an archive of a header, as JSON, and arrays; equal content gives equal bytes.

    It is what `skops.io.dumps` writes, with numbers in the place of memory addresses and of the time.
    """
    text = json.dumps(header, sort_keys=True, ensure_ascii=True)
    nodes = {HEADER: _node(TEXT, 1) | {"content": json.dumps(text), "is_json": True}}
    files: dict[str, Array] = {}
    for number, (name, array) in enumerate(arrays.items()):
        file = f"{number}.npy"
        nodes[name] = _node(ARRAY, number + 2) | {"file": file, "type": "numpy"}
        files[file] = array
    types = [_node(_TYPE_OF_TEXT, len(nodes) + 2)] * len(nodes)
    schema = _node(DICTIONARY, 0) | {
        "content": nodes,
        "key_types": _node(_LIST, len(nodes) + 1) | {"content": types},
        "protocol": PROTOCOL,
        "_skops_version": version("skops"),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for file, array in files.items():
            content = io.BytesIO()
            np.save(content, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(file, _EPOCH), content.getvalue())
        archive.writestr(zipfile.ZipInfo(SCHEMA, _EPOCH), json.dumps(schema, sort_keys=True))
    return target.getvalue()


def _node(kind: tuple[str, str, str], number: int) -> dict[str, Any]:
    """Return a node of the schema, without its content."""
    loader, module, name = kind
    return {"__class__": name, "__module__": module, "__loader__": loader, "__id__": number}
