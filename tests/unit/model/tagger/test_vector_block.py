"""The block of word vectors is the same in training, in scikit-learn's pipeline and by its definition."""

import pickle

import numpy as np
import pytest
from sklearn.base import clone

from model.tagger.features import Features
from model.tagger.tagger import TaggerArgs
from model.tagger.vector_block import VectorBlock
from model.word_vectors.table import open_bundled

TEXTS = ["", "graph", "Graph GRAPH neural-networks zzzzzz", "漢字 язык", "!?", "the graph of the networks"]


def test_training_and_the_pipeline_have_the_same_block() -> None:
    table = open_bundled()
    trained = Features.count(TEXTS, TaggerArgs(), table).vectors
    piped = VectorBlock(table, 0.5).transform(TEXTS).toarray()
    assert piped == pytest.approx(0.5 * trained, abs=1e-15)
    assert VectorBlock(table, 0.5).transform([]).shape == (0, 128)


def test_a_word_counts_as_often_as_it_occurs_and_the_length_is_one_or_zero() -> None:
    table = open_bundled()
    block = VectorBlock(table, 1.0).transform(TEXTS).toarray()
    graph, neural, networks = table.vectors(
        np.array([table.find(word) for word in ("graph", "neural", "networks")])
    )
    expected = 2 * graph + neural + networks
    assert block[2] == pytest.approx(expected / np.linalg.norm(expected))
    assert np.linalg.norm(block, axis=1) == pytest.approx([0, 1, 1, 0, 0, 1])


def test_copies_in_other_processes_share_the_table() -> None:
    table = open_bundled()
    block = VectorBlock(table, 0.5)
    pickled = pickle.dumps(block)
    assert len(pickled) < 1000
    copy = pickle.loads(pickled)  # noqa: S301 - of this test
    assert copy.table is table
    assert (copy.transform(TEXTS) != block.transform(TEXTS)).nnz == 0
    assert clone(block).table is table
