import hashlib
import logging
import subprocess
import sys

import numpy as np
import pytest

from model.tagger import artifact
from model.tagger.artifact import dump_artifact, library_versions, load_artifact


def test_a_loaded_tagger_is_the_same_to_the_bit(tagger):
    data = dump_artifact(tagger)
    loaded = load_artifact(data, hashlib.sha256(data).hexdigest())
    texts = ["camera image", "Übersetzung язык", "", "unknown words only"]
    np.testing.assert_array_equal(loaded.predict_proba(texts), tagger.predict_proba(texts))
    assert loaded.args == tagger.args
    assert loaded.temperature == tagger.temperature
    assert dump_artifact(loaded) == data


def test_another_process_writes_the_same_bytes(tagger, tmp_path):
    """Neither addresses in memory, nor the time, nor the order of hashes is in them."""
    data = dump_artifact(tagger)
    path = tmp_path / "artifact"
    path.write_bytes(data)
    program = (
        "import hashlib, pathlib, sys; from model.tagger.artifact import dump_artifact, load_artifact\n"
        "data = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "tagger = load_artifact(data, hashlib.sha256(data).hexdigest())\n"
        "sys.stdout.write(hashlib.sha256(dump_artifact(tagger)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == hashlib.sha256(data).hexdigest()


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
