"""Writing the artifact of a tagger; `model.tagger.artifact` reads it.

Equal content gives equal bytes, and so one SHA-256: skops names its nodes by memory addresses and stamps its
files with the time; both are replaced here.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from skops.io import dumps

from model.tagger.archive import HEADER, SCHEMA, Array
from model.tagger.artifact import FORMAT, FORMAT_VERSION, library_versions
from model.tagger.samples import digest_samples, score_samples
from model.tagger.tagger import Tagger

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


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
    return write_archive(header, arrays)


def _pack(terms: Sequence[str]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Return the UTF-8 of all terms in one array, and the offset of each term and of the end."""
    encoded = [term.encode() for term in terms]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets


def write_archive(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """Return an archive of a header, as JSON, and arrays; equal content gives equal bytes."""
    written = dumps({HEADER: json.dumps(header, sort_keys=True, ensure_ascii=True)} | dict(arrays))
    with zipfile.ZipFile(io.BytesIO(written)) as source:
        schema = json.loads(source.read(SCHEMA))
        files: dict[str, str] = {}
        _number_nodes(schema, {}, files)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for old, new in files.items():
                archive.writestr(zipfile.ZipInfo(new, _EPOCH), source.read(old))
            archive.writestr(zipfile.ZipInfo(SCHEMA, _EPOCH), json.dumps(schema, sort_keys=True))
    return target.getvalue()


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
