import hashlib
import io
import json
import logging
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from core.errors import ArtifactError
from model.tagger import samples
from model.tagger.archive import HEADER, SCHEMA, read_archive
from model.tagger.artifact import library_versions, load_artifact, read_artifact
from model.tagger.samples import score_samples
from model.training import artifact
from model.training.artifact import dump_artifact


def test_a_loaded_tagger_is_the_same_to_the_bit(tagger):
    data = dump_artifact(tagger)
    loaded = load_artifact(data, hashlib.sha256(data).hexdigest())
    texts = ["camera image", "Übersetzung язык", "", "unknown words only"]
    np.testing.assert_array_equal(loaded.predict_proba(texts), tagger.predict_proba(texts))
    assert loaded.args == tagger.args
    assert loaded.temperature == tagger.temperature
    assert dump_artifact(loaded) == data


def test_an_archive_reads_as_skops_reads_it(tagger, skops_io):
    data = dump_artifact(tagger)
    header, arrays = read_archive(data)
    read_by_skops = skops_io.loads(data, trusted=[])
    assert json.loads(read_by_skops.pop(HEADER)) == header
    assert read_by_skops.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(read_by_skops[name], array, strict=True)


def number_nodes(node, numbers, files):
    """Replace memory addresses by numbers, in the order of the nodes, and rename files accordingly."""
    if isinstance(node, dict):
        if "__id__" in node:
            node["__id__"] = numbers.setdefault(node["__id__"], len(numbers))
        if "file" in node:
            node["file"] = files.setdefault(node["file"], f"{len(files)}.npy")
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            number_nodes(child, numbers, files)


def test_an_archive_is_written_as_skops_writes_it(tagger, skops_io):
    header, arrays = read_archive(dump_artifact(tagger))
    data = artifact.write_archive(header, arrays)
    text = json.dumps(header, sort_keys=True)
    with zipfile.ZipFile(io.BytesIO(skops_io.dumps({HEADER: text} | arrays))) as written:
        schema = json.loads(written.read(SCHEMA))
        files = {}
        number_nodes(schema, {}, files)
        members = {new: written.read(old) for old, new in files.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert json.loads(archive.read(SCHEMA)) == schema
        assert {name: archive.read(name) for name in archive.namelist() if name != SCHEMA} == members
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_scores_of_samples_are_stored_and_hold_for_the_same_samples_alone(tagger, monkeypatch):
    data = dump_artifact(tagger)
    sha256 = hashlib.sha256(data).hexdigest()
    stored = read_artifact(data, sha256).sample_scores
    np.testing.assert_array_equal(stored, score_samples(tagger))
    monkeypatch.setattr(samples, "TEXTS", (*samples.TEXTS, "one more"))
    assert read_artifact(data, sha256).sample_scores is None


def test_an_artifact_without_scores_of_samples_is_read(tagger):
    """Those that earlier versions wrote have none."""
    header, arrays = read_archive(dump_artifact(tagger))
    del header["samples"], arrays["sample_scores"]
    data = artifact.write_archive(header, arrays)
    content = read_artifact(data, hashlib.sha256(data).hexdigest())
    assert content.sample_scores is None
    assert content.tagger.tags == tagger.tags


@pytest.mark.parametrize("shape", [b"(99999999", b"(1 2)", b"import", b"((((("])
def test_an_array_whose_header_is_no_python_is_refused(tagger, shape):
    with zipfile.ZipFile(io.BytesIO(dump_artifact(tagger))) as source:
        members = {name: source.read(name) for name in source.namelist()}
    head, _, tail = members["0.npy"].partition(b"(")
    members["0.npy"] = head + shape + tail[len(shape) - 1 :]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(ArtifactError, match="was not written by Predawn"):
        read_archive(target.getvalue())


def test_another_process_writes_the_same_bytes(tagger, tmp_path):
    """Neither addresses in memory, nor the time, nor the order of hashes is in them."""
    data = dump_artifact(tagger)
    path = tmp_path / "artifact"
    path.write_bytes(data)
    program = (
        "import hashlib, pathlib, sys; from model.tagger.artifact import load_artifact\n"
        "from model.training.artifact import dump_artifact\n"
        "data = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "tagger = load_artifact(data, hashlib.sha256(data).hexdigest())\n"
        "print(hashlib.sha256(dump_artifact(tagger)).hexdigest(), 'skops' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [hashlib.sha256(data).hexdigest(), "False"]


def test_another_major_version_of_a_library_is_warned_of(tagger, monkeypatch, caplog):
    trained_with = library_versions() | {"numpy": "1.26.0"}
    monkeypatch.setattr(artifact, "library_versions", lambda: trained_with)
    data = dump_artifact(tagger)
    monkeypatch.undo()
    with caplog.at_level(logging.WARNING):
        load_artifact(data, hashlib.sha256(data).hexdigest())
    assert ["numpy 1.26.0" in message for message in caplog.messages] == [True]


def test_the_same_versions_are_not(tagger, caplog):
    data = dump_artifact(tagger)
    load_artifact(data, hashlib.sha256(data).hexdigest())
    assert not caplog.messages
    assert set(library_versions()) == {"python", "scikit-learn", "numpy", "scipy", "skops"}


@pytest.mark.parametrize("name", ["python", "scikit-learn", "numpy", "scipy", "skops"])
def test_library_versions_are_versions(name):
    assert library_versions()[name][0].isdigit()
