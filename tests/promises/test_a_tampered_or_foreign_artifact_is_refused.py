"""A tampered or foreign artifact is refused.

Before its bytes are parsed by their SHA-256; and where somebody who could change the bytes has changed
the registered SHA-256 too, by what is in them: nothing but a header and arrays that fit together.
"""

import hashlib
import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import FunctionTransformer

from core.errors import ArtifactError
from model.tagger.archive import read_archive
from model.tagger.artifact import load_artifact
from model.tagger.tagger import Tagger, TaggerArgs, TermBlock
from model.training.artifact import dump_artifact, write_archive

TAGGER = Tagger(
    tags=("mlops", "vision"),
    words=TermBlock(["deploy", "image"], np.array([1.0, 1.5])),
    characters=TermBlock([" d", "im", "é"], np.array([1.0, 1.2, 1.4])),
    weights=np.arange(10, dtype=np.float32).reshape(5, 2) / 10,
    intercepts=np.array([0.1, -0.1]),
    temperature=3.0,
    args=TaggerArgs(),
)
ARTIFACT = dump_artifact(TAGGER)
SHA256 = hashlib.sha256(ARTIFACT).hexdigest()


def refuse(data: bytes, said: str = "artifact") -> None:
    """Load bytes together with their true SHA-256, as somebody would who can write to the registry."""
    with pytest.raises(ArtifactError, match=said):
        load_artifact(data, hashlib.sha256(data).hexdigest())


def repacked(schema=None, members=None, compression=zipfile.ZIP_STORED) -> bytes:
    """Write the artifact anew with another schema, or with other members."""
    with zipfile.ZipFile(io.BytesIO(ARTIFACT)) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    if schema is not None:
        changed = json.loads(contents["schema.json"])
        schema(changed)
        contents["schema.json"] = json.dumps(changed).encode()
    contents |= members or {}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return target.getvalue()


def rewritten(header=None, **arrays) -> bytes:
    """Write the artifact anew with another header, or with other arrays; None leaves one out."""
    old_header, old_arrays = read_archive(ARTIFACT)
    changed = old_arrays | arrays
    kept = {name: array for name, array in changed.items() if array is not None}
    return write_archive(old_header | (header or {}), kept)


class Bomb:
    """An object that runs code when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def test_the_artifact_as_it_was_written_is_loaded():
    loaded = load_artifact(ARTIFACT, SHA256)
    texts = ["deploy an image", "é", ""]
    np.testing.assert_array_equal(loaded.predict_proba(texts), TAGGER.predict_proba(texts))
    assert dump_artifact(loaded) == ARTIFACT
    # What the tests below change is otherwise accepted: each of them is refused for its change alone.
    for same in (repacked(), rewritten()):
        assert load_artifact(same, hashlib.sha256(same).hexdigest()).tags == TAGGER.tags


def test_every_flipped_byte_is_refused():
    for place in range(0, len(ARTIFACT), 7):
        flipped = bytearray(ARTIFACT)
        flipped[place] ^= 0x40
        with pytest.raises(ArtifactError, match="SHA-256"):
            load_artifact(bytes(flipped), SHA256)


def test_a_flipped_byte_with_a_new_sha256_is_refused_or_a_whole_tagger():
    """Never another error, never code: at worst other weights, which whoever holds the registry can have."""
    refused = 0
    for place in range(0, len(ARTIFACT), 5):
        flipped = bytearray(ARTIFACT)
        flipped[place] ^= 0x40
        data = bytes(flipped)
        try:
            tagger = load_artifact(data, hashlib.sha256(data).hexdigest())
        except ArtifactError:
            refused += 1
        else:
            assert tagger.predict_proba(["deploy"]).shape[0] == 1
    assert refused > len(ARTIFACT) / 5 / 2


@pytest.mark.parametrize("sha256", ["", "0" * 64, SHA256[:-1], "é"])
def test_another_sha256_is_refused_before_anything_is_parsed(sha256):
    with pytest.raises(ArtifactError, match="SHA-256"):
        load_artifact(ARTIFACT, sha256)


@pytest.mark.parametrize("length", [0, 1, 100, len(ARTIFACT) // 2, len(ARTIFACT) - 1])
def test_a_truncated_artifact_is_refused(length):
    refuse(ARTIFACT[:length])


def test_a_pickle_is_refused_and_never_run(tmp_path):
    touched = tmp_path / "touched"
    bomb = pickle.dumps(Bomb(touched))
    objects = io.BytesIO()
    np.save(objects, np.array([Bomb(touched)], dtype=object), allow_pickle=True)
    refuse(bomb)
    refuse(repacked(members={"0.npy": bomb}))
    refuse(repacked(members={"0.npy": objects.getvalue()}), "contains Python objects")
    assert not touched.exists()
    pickle.loads(bomb)  # noqa: S301 - the bomb is real
    assert touched.exists()


def test_a_zip_of_something_else_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("readme.txt", "hello")
    refuse(target.getvalue())
    refuse(repacked(members={"schema.json": b"[]"}))
    refuse(repacked(members={"schema.json": b"{"}))
    refuse(repacked(members={"schema.json": b"[" * 100_000}))


@pytest.mark.parametrize(
    "foreign",
    [
        LogisticRegression(),
        FunctionTransformer(np.log),
        {"header": "{}", "function": np.log},
        {"header": "{}", "model": LogisticRegression()},
        {"header": "{}", "type": int},
        {"header": "{}", "bytes": b"abc"},
        {"header": "{}", "objects": np.array([{}], dtype=object)},
    ],
    ids=lambda foreign: type(foreign).__name__,
)
def test_what_skops_trusts_and_we_do_not_is_refused(foreign, skops_io):
    refuse(skops_io.dumps(foreign))


@pytest.mark.parametrize(
    "foreign", [[1, 2], "text", {"header": "[]"}, {"header": "{"}, {"no": "header"}, {"header": "{}"}]
)
def test_other_content_of_trusted_types_is_refused(foreign, skops_io):
    refuse(skops_io.dumps(foreign))


def test_an_untrusted_type_in_the_schema_is_refused_and_not_imported(tmp_path, monkeypatch):
    (tmp_path / "evil_module.py").write_text(f"open({str(tmp_path / 'touched')!r}, 'w').close()")
    monkeypatch.syspath_prepend(tmp_path)

    def plant(schema):
        schema["content"]["weights"] = {
            "__class__": "Anything",
            "__module__": "evil_module",
            "__loader__": "ObjectNode",
            "content": None,
            "__id__": 999,
        }

    def rename(schema):
        schema["content"]["weights"]["__module__"] = "evil_module"

    refuse(repacked(plant), "not trusted")
    refuse(repacked(rename), "not trusted")
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize("protocol", [0, 1, 99, True, "2", None])
def test_another_skops_protocol_is_refused(protocol):
    refuse(repacked(lambda schema: schema.update(protocol=protocol)))


def test_a_compressed_member_is_refused_before_it_is_unpacked():
    refuse(repacked(compression=zipfile.ZIP_DEFLATED), "compressed")


def test_more_members_than_an_artifact_has_are_refused():
    array = io.BytesIO()
    np.save(array, np.zeros(1))
    refuse(repacked(members={f"more-{number}.npy": array.getvalue() for number in range(64)}), "members")


def test_an_array_that_promises_more_than_its_bytes_is_refused_before_memory_is_taken():
    huge = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        huge, {"descr": "<f4", "fortran_order": False, "shape": (1 << 40, 1 << 20)}
    )
    refuse(repacked(members={"0.npy": huge.getvalue()}), "does not match its shape")


@pytest.mark.parametrize(
    "header",
    [
        {"format": "something else"},
        {"version": 2},
        {"version": None},
        {"tags": ["mlops"]},
        {"tags": ["vision", "mlops"]},
        {"tags": ["mlops", "mlops"]},
        {"tags": ["mlops", ""]},
        {"tags": ["mlops", 3]},
        {"tags": None},
        {"temperature": 0.0},
        {"temperature": float("nan")},
        {"temperature": "3"},
        {"args": {"min_df": 0}},
        {"args": {"unknown": 0}},
        {"args": None},
    ],
    ids=str,
)
def test_a_header_that_cannot_be_is_refused(header):
    refuse(rewritten(header))


@pytest.mark.parametrize(
    "arrays",
    [
        {"weights": np.zeros((4, 2), np.float32)},
        {"weights": np.zeros((5, 3), np.float32)},
        {"weights": np.zeros(10, np.float32)},
        {"weights": np.zeros((5, 2), np.float64)},
        {"weights": np.full((5, 2), np.nan, np.float32)},
        {"intercepts": np.zeros(3)},
        {"intercepts": np.array([np.inf, 0])},
        {"word_idf": np.zeros(3)},
        {"word_idf": np.array([np.nan, 1])},
        {"word_offsets": np.array([0, 6, 12])},
        {"word_offsets": np.array([0, 6, 10])},
        {"word_offsets": np.array([-1, 6, 11])},
        {"word_offsets": np.array([0, 1 << 40, 11])},
        {"word_offsets": np.array([0, 11, 6])},
        {"word_offsets": np.array([0, 0, 11])},
        {"word_offsets": np.zeros(0, np.int64)},
        {"word_offsets": np.array([[0, 6, 11]])},
        {"word_terms": np.zeros((11, 1), np.uint8)},
        {"word_terms": np.frombuffer(b"deploydeplo", np.uint8), "word_offsets": np.array([0, 6, 11])},
        {"word_terms": np.full(11, 0xFF, np.uint8)},
        {"character_offsets": None},
        {"sample_scores": np.zeros((2, 3), np.float32)},
        {"sample_scores": np.zeros(4, np.float32)},
        {"sample_scores": np.zeros((2, 2))},
        {"sample_scores": np.full((2, 2), np.nan, np.float32)},
        {"another": np.zeros(1)},
    ],
    ids=",".join,
)
def test_arrays_that_do_not_fit_together_are_refused(arrays):
    refuse(rewritten(**arrays))
