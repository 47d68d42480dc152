"""A table of word vectors is found as it was written, and whatever else a file holds is refused."""

import gzip
import hashlib
from pathlib import Path

import numpy as np
import pytest

from core.errors import ArtifactError, InputError
from model.tagger.normalisation import normalise
from model.training.word_table import quantise, read_folder, read_word2vec, write_table
from model.word_vectors.layout import Sections, pack
from model.word_vectors.table import BUNDLED_PATH, BUNDLED_SHA256, WordVectors, open_bundled

WORDS = ["zebra", "ab", "Übersetzung", "a", "язык", "漢字", "ab-c", "a b", "", "ZEBRA", "nought", "𐐔x"]


def write(words: list[str] = WORDS, n_dimensions: int = 3) -> bytes:
    generator = np.random.default_rng(1)
    vectors, scales = quantise(generator.normal(size=(len(words), n_dimensions)))
    vectors[[word == "nought" for word in words]] = 0
    return write_table(words, vectors, scales)


def test_words_are_found_in_their_normal_form_with_their_vectors() -> None:
    table = WordVectors.read(write(), "the table")
    assert (
        [table.word(row) for row in range(len(table))]
        == list(table.words)
        == [
            "a",
            "ab",
            "zebra",
            "übersetzung",
            "язык",
            "漢字",
            "𐐼x",
        ]
    )
    assert [table.find(table.word(row)) for row in range(len(table))] == list(range(len(table)))
    for word in ("", " ", "Zebra", "zebr", "zebras", "nought", "b", "\ud800", "\U0010ffff"):
        assert table.find(word) is None
    vectors, scales = quantise(np.random.default_rng(1).normal(size=(len(WORDS), 3)))
    expected = vectors[[0, 4]] * scales[[0, 4]].astype(np.float64)[:, None]
    assert (table.vectors(np.array([table.find("zebra"), table.find("язык")])) == expected).all()


def test_sums_of_vectors_are_exact_in_any_order() -> None:
    table = open_bundled()
    rows = np.random.default_rng(2).integers(0, len(table), size=5000)
    sums = [table.vectors(order).cumsum(axis=0)[-1] for order in (rows, rows[::-1], np.sort(rows))]
    assert (sums[0] == sums[1]).all()
    assert (sums[0] == sums[2]).all()


def test_the_bundled_table_is_the_one_that_models_name() -> None:
    assert hashlib.sha256(BUNDLED_PATH.read_bytes()).hexdigest() == BUNDLED_SHA256
    assert BUNDLED_PATH.stat().st_size <= 8_000_000
    table = open_bundled()
    assert (len(table), table.dimensions, table.sha256) == (43_057, 128, BUNDLED_SHA256)
    words = list(map(table.word, range(len(table))))
    assert all(normalise(word) == word for word in words)
    assert {"kubernetes", "pytorch", "graph"} <= set(words)


def test_each_byte_of_a_header_and_each_missing_end_is_noticed_or_harmless() -> None:
    data = write(["a", "bc", "d"])
    for place in range(40):
        damaged = bytearray(data)
        damaged[place] ^= 0x41
        if 23 <= place < 32:  # nothing stands there
            continue
        with pytest.raises(ArtifactError, match="no table of word vectors"):
            WordVectors.read(bytes(damaged), "the table")
    for end in range(len(data)):
        with pytest.raises(ArtifactError, match="no table of word vectors"):
            WordVectors.read(data[:end], "the table")
    with pytest.raises(ArtifactError, match="trailing"):
        WordVectors.read(data + b"\0", "the table")


def test_words_out_of_bounds_are_noticed() -> None:
    data = write(["a", "bc", "d"])
    offsets = np.array([0, 1, 3, 4], dtype="<u4")
    assert data.count(offsets.tobytes()) == 1
    for wrong in ([0, 1, 9, 4], [0, 3, 1, 4], [0, 1, 1, 4], [1, 2, 3, 4]):
        damaged = data.replace(offsets.tobytes(), np.array(wrong, dtype="<u4").tobytes())
        with pytest.raises(ArtifactError, match="out of bounds"):
            WordVectors.read(damaged, "the table")


@pytest.mark.parametrize(
    "wrong",
    [
        {"offsets": np.array([0, 2, 1], dtype=np.uint32)},
        {"offsets": np.array([0, 1, 3], dtype=np.uint32)},
        {"scales": np.array([1, 2], dtype=np.float32)},
        {"scales": np.array([1, np.nan], dtype=np.float32)},
        {"scales": np.array([1, 0.1], dtype=np.float32)},
        {"letters": np.frombuffer(b"ba", dtype=np.uint8)},
        {"letters": np.frombuffer(b"aa", dtype=np.uint8)},
        {"vectors": np.zeros((2, 0), dtype=np.int8)},
    ],
)
def test_sections_that_do_not_fit_together_are_not_written(wrong: dict[str, object]) -> None:
    right = {
        "vectors": np.ones((2, 4), dtype=np.int8),
        "scales": np.array([1, 0.5], dtype=np.float32),
        "offsets": np.array([0, 1, 2], dtype=np.uint32),
        "letters": np.frombuffer(b"ab", dtype=np.uint8),
    }
    assert pack(Sections(**right))
    with pytest.raises(ValueError, match=r"words|sections|scales"):
        pack(Sections(**{**right, **wrong}))


def test_a_file_that_is_missing_or_empty_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match="cannot be read"):
        WordVectors.open(tmp_path / "none")
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(ArtifactError, match="cannot be read"):
        WordVectors.open(tmp_path / "empty")


def test_a_changed_bundled_table_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    changed = bytearray(BUNDLED_PATH.read_bytes())
    changed[1000] ^= 1
    (tmp_path / "changed").write_bytes(changed)
    monkeypatch.setattr("model.word_vectors.table.BUNDLED_PATH", tmp_path / "changed")
    with pytest.raises(ArtifactError, match="Install Predawn again"):
        open_bundled.__wrapped__()


def test_a_text_file_of_word2vec_is_read(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("4 2\nKing 0.5 -1\nqueen 1 0.25 \n, 1 1\nking 3 3\n", encoding="utf-8")
    table = WordVectors.read(read_word2vec(path).table, "the table")
    assert read_word2vec(path).n_words == 4
    assert list(map(table.word, range(len(table)))) == ["king", "queen"]
    assert table.vectors(np.arange(2)) == pytest.approx(np.array([[0.5, -1], [1, 0.25]]), abs=0.005)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a 1 2\nb 1\n", "Line 2 .* has 1 numbers"),
        ("a 1 x\n", "Line 1 .* something else than numbers"),
        ("a 1 2\nb 1 nan\n", "Line 2 .* has nan, which is not a finite number"),
        ("a 1 -inf\n", "Line 1 .* has -inf, which is not a finite number"),
        ("a 1 1e9\n", "Line 1 .* has 1e9, which is beyond 127"),
        ("a 1 -1e39\n", "Line 1 .* has -1e39, which is beyond 127"),
        ("", "no words"),
        ("1000 2\na 1 2\n", "first line .* promises 1,000 words, and 1 is there"),
        ("1 2\na 1 2\nb 1 2\n", "first line .* promises 1 word, and 2 are there"),
        ("5 2\n", "first line .* promises 5 words, and 0 are there"),
        ("2 3\na 1 2\nb 1 2\n", "first line .* promises 3 numbers behind each word, and line 2 has 2"),
        ("2 2\na 1 2\nb 1\n", "first line .* promises 2 numbers behind each word, and line 3 has 1"),
        ("a 0 0\n, 1 2\n", "No word .* all of its numbers are zero, or smaller than 0.000004"),
        ("a 0.000002 0\n", "No word .* all of its numbers are zero, or smaller than 0.000004"),
        ("a 1 2\nb 1 2\nc 1 2\n", "more than 2 words of 2 numbers"),
        (", 1 2\n", "letters, digits and marks"),
    ],
)
def test_another_text_file_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, sentence: str
) -> None:
    path = tmp_path / "vectors.txt"
    monkeypatch.setattr("model.training.word_table.MAX_ELEMENTS", 4)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        read_word2vec(path)


def test_a_byte_order_mark_is_no_part_of_the_first_word_or_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    for text in ("king 1 2\nqueen 3 4\n", "2 2\nking 1 2\nqueen 3 4\n"):
        path.write_text(text, encoding="utf-8-sig")
        assert list(WordVectors.read(read_word2vec(path).table, "the table").words) == ["king", "queen"]


def test_a_word_with_one_number_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    for text in ("king 0.5\nqueen 1\n", "king 2\nqueen 1\n"):
        path.write_text(text, encoding="utf-8")
        assert list(WordVectors.read(read_word2vec(path).table, "the table").words) == ["king", "queen"]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_text_file_of_another_encoding_is_refused_with_its_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("König 1 2\nqueen 3 4\n", encoding=encoding)
    with pytest.raises(InputError, match=r"Line 1 of .*vectors.txt is not UTF-8\. Convert the file"):
        read_word2vec(path)
    path.write_bytes(b"queen 3 4\n" + "König 1 2\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"Line 2 of .*vectors.txt is not UTF-8\. Convert the file"):
        read_word2vec(path)


def test_a_compressed_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt.gz"
    path.write_bytes(gzip.compress(b"king 1 2\n"))
    with pytest.raises(InputError, match=r"vectors.txt.gz is compressed with gzip\. Unpack it first"):
        read_word2vec(path)


def test_a_line_that_has_no_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long").write_text("a" * 40_000, encoding="utf-8")
    for path in (tmp_path / "long", Path("/dev/zero")):
        with pytest.raises(InputError, match="has a line of 33,024 characters or more"):
            read_word2vec(path)
    (tmp_path / "wide").write_text("a" + " -1.2345678901234567e-05" * 1_024 + "\n", encoding="utf-8")
    assert read_word2vec(tmp_path / "wide").n_words == 1


def test_a_text_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_word2vec(path)


def test_a_folder_of_arrays_is_read(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("b\na\n", encoding="utf-8")
    np.savez(
        tmp_path / "vectors.npz", q=np.array([[1, 2], [3, 4]], np.int8), s=np.array([0.5, 1], np.float16)
    )
    table = WordVectors.read(read_folder(tmp_path), "the table")
    assert table.vectors(np.arange(2)).tolist() == [[3, 4], [0.5, 1]]
    (tmp_path / "words.txt").write_text("b\n", encoding="utf-8")
    with pytest.raises(InputError, match="1 words and 2 vectors"):
        read_folder(tmp_path)
