"""Reading the artifact of a tagger: its arrays and arguments, and the scores it must give to sample texts."""

import hashlib
import hmac
import logging
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.errors import ArtifactError, InputError
from core.types import MAX_TAG_BYTES
from model.tagger.archive import Array, read_archive
from model.tagger.domain import MAX_CENTROIDS, N_QUANTILES, NEAREST, Domain
from model.tagger.samples import digest_samples
from model.tagger.tagger import Tagger, TaggerArgs, TermBlock
from model.word_vectors.table import open_named

FORMAT: Final = "predawn tagger"
FORMAT_VERSION: Final = 1

_DTYPES: Final[Mapping[str, npt.DTypeLike]] = {
    "word_terms": np.uint8,
    "word_offsets": np.int64,
    "word_idf": np.float64,
    "character_terms": np.uint8,
    "character_offsets": np.int64,
    "character_idf": np.float64,
    "weights": np.float32,
    "intercepts": np.float64,
}
_OPTIONAL_DTYPES: Final[Mapping[str, npt.DTypeLike]] = {
    "thresholds": np.float32,
    "sample_scores": np.float32,
    "domain_centroids": np.float32,
    "domain_quantiles": np.float64,
}
"""Only the artifact of a multi-label tagger has thresholds, and only one with word vectors a domain; older
ones have no scores of samples."""
_MAX_NUMBER: Final = 1e6
"""The largest number of an artifact; the scores of a text cannot overflow below it.

Training yields idf weights below 40 and weights below some thousands.
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Artifact:
    """The content of an artifact.

    Attributes
    ----------
    tagger
        The tagger.
    sample_scores
        The scores that scikit-learn gave to the tagger's sample texts when it was trained, of shape
        (n_texts, n_tags). None if it was trained by a version of Predawn that stored none, or had other
        sample texts.
    """

    tagger: Tagger
    sample_scores: npt.NDArray[np.float32] | None


def library_versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that compute a model, without importing them."""
    return {
        "python": platform.python_version(),
        **{name: _version(name) for name in ("scikit-learn", "numpy", "scipy", "skops")},
    }


# Each call reads the metadata of a package from its files.
_version = cache(version)


def load_artifact(data: bytes, sha256: str, word_vectors: bytes | None = None) -> Tagger:
    """Return the tagger of an artifact, as `read_artifact` reads it."""
    return read_artifact(data, sha256, word_vectors).tagger


def read_artifact(data: bytes, sha256: str, word_vectors: bytes | None = None) -> Artifact:
    """Return the content of an artifact, which is parsed only if it has the given SHA-256.

    Parameters
    ----------
    data
        The artifact.
    sha256
        Its SHA-256, in hexadecimal.
    word_vectors
        The table of word vectors that it names, unless it is the one that ships.

    Raises
    ------
    ArtifactError
        If the bytes were changed, are not the artifact of a tagger, or are inconsistent.
    """
    found = hashlib.sha256(data).hexdigest()
    if not hmac.compare_digest(found.encode(), sha256.lower().encode()):
        raise ArtifactError(
            f"The artifact's SHA-256 is {found}, not {sha256} as registered: the artifact was changed or "
            "damaged; promote another model, or train again."
        )
    header, arrays = read_archive(data)
    _check_format(header)
    try:
        content = _rebuild(header, arrays, word_vectors)
    except ArtifactError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError, InputError) as error:
        raise ArtifactError(
            f"The artifact's content is inconsistent ({error}); it was tampered with, or written by another "
            "program; train the model again."
        ) from error
    _compare_libraries(header.get("libraries"))
    return content


def _check_format(header: Mapping[str, Any]) -> None:
    if header.get("format") != FORMAT:
        raise ArtifactError("The artifact is not a tagger that Predawn wrote; train the model again.")
    if header.get("version") != FORMAT_VERSION:
        raise ArtifactError(
            f"The artifact has format version {header.get('version')!r}, and this version of Predawn reads "
            f"{FORMAT_VERSION}; use the version that wrote it, or train the model again."
        )


def _rebuild(header: Mapping[str, Any], arrays: Mapping[str, Array], word_vectors: bytes | None) -> Artifact:
    tagger = _rebuild_tagger(header, arrays, word_vectors)
    scores = arrays.get("sample_scores")
    if scores is None or header["samples"] != digest_samples(tagger):
        return Artifact(tagger, None)
    if scores.ndim != 2 or scores.shape[1] != len(tagger.tags) or not np.isfinite(scores).all():
        raise ValueError(f"scores of samples of shape {scores.shape}, or not finite")
    return Artifact(tagger, scores)


def _rebuild_tagger(
    header: Mapping[str, Any], arrays: Mapping[str, Array], word_vectors: bytes | None
) -> Tagger:
    dtypes = {**_DTYPES, **{name: kind for name, kind in _OPTIONAL_DTYPES.items() if name in arrays}}
    if arrays.keys() != dtypes.keys():
        raise ValueError(f"it has the arrays {', '.join(sorted(arrays))}")
    for name, dtype in dtypes.items():
        if arrays[name].dtype != dtype:
            raise ValueError(f"{name} is of type {arrays[name].dtype}")
    words = _read_block(arrays, "word")
    characters = _read_block(arrays, "character")
    tags = _read_tags(header["tags"])
    args = TaggerArgs.from_mapping(header["args"])
    vectors = None if args.word_vectors is None else open_named(args.word_vectors, word_vectors)
    n_terms = len(words.terms) + len(characters.terms)
    n_features = n_terms + (0 if vectors is None else vectors.dimensions)
    weights, intercepts = arrays["weights"], arrays["intercepts"]
    if not n_terms or weights.shape != (n_features, len(tags)) or intercepts.shape != (len(tags),):
        raise ValueError(
            f"weights of shape {weights.shape} and intercepts of shape {intercepts.shape} for {n_features} "
            f"features and {len(tags)} tags"
        )
    temperature = header["temperature"]
    if not isinstance(temperature, float) or not 0 < temperature <= _MAX_NUMBER:
        raise ValueError(f"the temperature {temperature!r}")
    if not (_are_bounded(weights) and _are_bounded(intercepts)):
        raise ValueError(f"weights that are not finite, or beyond {_MAX_NUMBER:g}")
    thresholds = arrays.get("thresholds")
    if thresholds is not None and not _are_thresholds(thresholds, len(tags)):
        raise ValueError(f"thresholds of shape {thresholds.shape} for {len(tags)} tags, or not from 0 to 1")
    domain = None if vectors is None else _read_domain(arrays, vectors.dimensions)
    return Tagger(
        tags, words, characters, weights, intercepts, temperature, args, thresholds, vectors, domain
    )


def _read_domain(arrays: Mapping[str, Array], n_dimensions: int) -> Domain | None:
    centroids, quantiles = arrays.get("domain_centroids"), arrays.get("domain_quantiles")
    if centroids is None or quantiles is None:
        return None
    if (
        centroids.ndim != 2
        or not NEAREST <= len(centroids) <= MAX_CENTROIDS
        or centroids.shape[1] != n_dimensions
        or quantiles.shape != (N_QUANTILES,)
    ):
        raise ValueError(f"centroids of shape {centroids.shape} and quantiles of shape {quantiles.shape}")
    if not (_are_bounded(centroids) and _are_bounded(quantiles) and (np.diff(quantiles) >= 0).all()):
        raise ValueError("centroids or quantiles that are not finite, or not in order")
    return Domain(np.ascontiguousarray(centroids), quantiles)


def _are_bounded(numbers: Array) -> bool:
    # Where one is not a number, neither comparison holds.
    return numbers.size == 0 or bool(-_MAX_NUMBER <= numbers.min() <= numbers.max() <= _MAX_NUMBER)


def _are_thresholds(thresholds: Array, n_tags: int) -> bool:
    return thresholds.shape == (n_tags,) and bool(((thresholds >= 0) & (thresholds <= 1)).all())


def _read_tags(tags: object) -> tuple[str, ...]:
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag for tag in tags):
        raise ValueError("tags that are not texts")
    # Half of a surrogate pair, which JSON can carry, has no bytes: that is a ValueError as well.
    if any("\0" in tag or len(tag.encode()) > MAX_TAG_BYTES for tag in tags):
        raise ValueError(f"a tag that holds NUL, or more than {MAX_TAG_BYTES:,} bytes")
    if len(tags) < 2 or tags != sorted(set(tags)):  # ties are decided by the order
        raise ValueError("fewer than two tags, or tags that are repeated or not in order")
    return tuple(tags)


def _read_block(arrays: Mapping[str, Array], name: str) -> TermBlock:
    terms = _unpack(arrays[f"{name}_terms"], arrays[f"{name}_offsets"])
    idf = arrays[f"{name}_idf"]
    if idf.shape != (len(terms),) or not _are_bounded(idf):
        raise ValueError(
            f"{len(terms)} {name} terms with {idf.shape} idf weights, or one beyond {_MAX_NUMBER:g}"
        )
    return TermBlock(terms, idf)


def _unpack(packed: Array, offsets: Array) -> list[str]:
    if packed.ndim != 1 or offsets.ndim != 1 or not len(offsets):
        raise ValueError("terms that are not a list")
    if offsets[0] != 0 or offsets[-1] != len(packed) or (np.diff(offsets) <= 0).any():
        raise ValueError("offsets of terms that are out of bounds")
    data, bounds = packed.tobytes(), offsets.tolist()
    terms = [data[start:end].decode() for start, end in pairwise(bounds)]
    if any(before >= after for before, after in pairwise(terms)):
        raise ValueError("terms that are repeated or not in order")
    return terms


def _compare_libraries(libraries: object) -> None:
    """Warn if a library's major version differs from that at training; scores may differ slightly."""
    written = libraries if isinstance(libraries, dict) else {}
    for name, running in library_versions().items():
        trained = str(written.get(name, "unknown"))
        if trained.partition(".")[0] != running.partition(".")[0]:
            _log.warning(
                "The model was trained with %s %s and runs with %s; train it again if scores look wrong.",
                name,
                trained,
                running,
            )
