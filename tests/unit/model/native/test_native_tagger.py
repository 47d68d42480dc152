"""The native tagger accepts and refuses the right texts, and only the text decides on its scores."""

import os
import resource
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from core.errors import InputError
from model.native.tagger import BUILT, NativeTagger
from model.tagger.normalisation import join_text

needs_build = pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")


def test_it_is_built_wherever_there_is_a_compiler():
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if (
        compiler is None
        or subprocess.run([compiler, "--version"], capture_output=True, check=False).returncode
    ):
        pytest.skip("there is no C compiler")
    assert BUILT, "install Predawn again: the extension is not built, or is one of another Python"


@pytest.fixture
def native(tagger):
    return NativeTagger.compile(tagger)


def columns_of(rows, kind=None):
    kind = kind or pa.string()
    return tuple(pa.chunked_array([pa.array([row[place] for row in rows], kind)]) for place in (1, 2))


@needs_build
class TestColumns:
    @pytest.fixture
    def expected(self, tagger, rows):
        return tagger.predict_proba([join_text(title, text) for _, title, text, _ in rows])

    @pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
    def test_scores_are_those_of_scikit_learn_in_single_precision(self, native, rows, kind, expected):
        scores = native.score_columns(*columns_of(rows, kind))
        assert scores.dtype == np.float32
        assert scores.shape == expected.shape
        assert np.abs(scores - expected).max() < 1e-7

    @pytest.mark.parametrize("n_tags", [6, 7, 8, 9])
    def test_any_number_of_tags_is_scored_as_by_scikit_learn(self, tagger, rows, n_tags):
        generator = np.random.default_rng(n_tags)
        weights = generator.normal(size=(len(tagger.weights), n_tags)).astype(np.float32)
        tags, intercepts = tuple(map(str, range(n_tags))), generator.normal(size=n_tags)
        wider = replace(tagger, tags=tags, weights=weights, intercepts=intercepts)
        expected = wider.predict_proba([join_text(title, text) for _, title, text, _ in rows])
        scores = NativeTagger.compile(wider).score_columns(*columns_of(rows))
        assert np.abs(scores - expected).max() < 1e-7

    def test_any_chunks_and_slices_and_kinds_give_the_same(self, native, rows):
        titles, descriptions = columns_of(rows)
        expected = native.score_columns(titles, descriptions)
        wide = descriptions.cast(pa.large_string())
        pieces = pa.chunked_array(
            [*titles[:1].chunks, *titles[1:1].chunks, *titles[1:130].chunks, *titles[130:].chunks]
        )
        others = pa.chunked_array([*wide[:77].chunks, *wide[77:].chunks])
        assert (native.score_columns(pieces, others) == expected).all()
        for start, end in ((0, 1), (1, 2), (17, 203), (299, 300)):
            found = native.score_columns(titles[start:end], wide[start:end])
            assert (found == expected[start:end]).all()

    def test_neighbours_make_no_difference(self, native, rows):
        expected = native.score_columns(*columns_of(rows))
        strangers = [("", f"new{n} words{n}", f"ever{n} {'again ' * n}", "") for n in range(3000)]
        native.score_columns(*columns_of(strangers))
        assert (native.score_columns(*columns_of(rows)) == expected).all()
        backwards = native.score_columns(*columns_of(rows[::-1]))
        assert (backwards[::-1] == expected).all()

    def test_no_rows(self, native):
        empty = pa.chunked_array([], pa.string())
        assert native.score_columns(empty, empty).shape == (0, native.n_tags)
        assert native.score_columns(*columns_of([])).shape == (0, native.n_tags)

    def test_empty_texts_and_texts_of_no_known_term_are_scored_by_the_intercepts(self, native, tagger):
        expected = tagger.predict_proba([""])[0]
        scores = native.score_columns(*columns_of([("", "", "", ""), ("", "...", "\u2603", "")]))
        assert np.abs(scores - expected).max() < 1e-7

    def test_a_null_is_refused_with_its_row(self, native):
        texts = pa.chunked_array([["a", "b"], ["c", None]])
        full = pa.chunked_array([["a", "b", "c", "d"]])
        with pytest.raises(InputError, match="title of row 3 is null"):
            native.score_columns(texts, full)
        with pytest.raises(InputError, match="description of row 3 is null"):
            native.score_columns(full, texts)

    @pytest.mark.parametrize(
        "damage",
        [
            b"\x80", b"\xc1\xbf", b"\xc3", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xe2\x82", b"\xf0\x8f\xbf\xbf",
            b"\xf4\x90\x80\x80", b"\xf0\x9f\x98", b"\xf5\x80\x80\x80", b"\xff", b"\xc3\x28", b"\xe2\x28\xa1",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("tail", [b"", b" and more"])
    def test_malformed_utf8_is_refused_with_its_row(self, native, damage, tail):
        good = pa.array(["one", "two", "three"])
        bad = pa.array([b"fine", b"ab" + damage + tail]).cast(pa.binary())
        bad = pa.Array.from_buffers(pa.string(), 2, bad.buffers())
        titles, descriptions = pa.chunked_array([["a"], bad]), pa.chunked_array([good])
        with pytest.raises(InputError, match="title of row 2 is not valid UTF-8"):
            native.score_columns(titles, descriptions)
        with pytest.raises(InputError, match="description of row 2 is not valid UTF-8"):
            native.score_columns(descriptions, titles)

    def test_a_character_that_goes_on_in_the_next_row_is_malformed(self, native):
        offsets = pa.py_buffer(np.array([0, 1, 2], np.int32).tobytes())
        split = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer("é".encode())])
        with pytest.raises(InputError, match="row 0 is not valid UTF-8"):
            native.score_columns(pa.chunked_array([split]), pa.chunked_array([["", ""]]))

    @pytest.mark.parametrize("offsets", [[0, 5, 3, 6], [0, 2**31 - 1, 4, 6], [0, -1, 4, 6]])
    def test_offsets_outside_of_the_data_are_refused_with_the_row(self, native, offsets):
        buffers = [None, pa.py_buffer(np.array(offsets, np.int32).tobytes()), pa.py_buffer(b"abcdef")]
        bad = pa.chunked_array([pa.Array.from_buffers(pa.string(), 3, buffers)])
        good = pa.chunked_array([["", "", ""]])
        with pytest.raises(InputError, match=r"description of row [01] has offsets outside"):
            native.score_columns(good, bad)

    def test_a_column_with_too_few_offsets_is_refused(self):
        from model.native.kernel import Column  # noqa: PLC0415 - there is none where it is not built

        offsets = np.array([0, 1, 2], np.int32).tobytes()
        Column(offsets, b"ab", 0, 2, wide=False)
        for start, length in ((0, 3), (1, 2), (2, 1), (-1, 1), (0, -1), (2**62, 1), (1, 2**62)):
            with pytest.raises(InputError, match="rows from"):
                Column(offsets, b"ab", start, length, wide=False)
        with pytest.raises(InputError, match="rows from"):
            Column(None, None, 0, 1, wide=True)


@needs_build
class TestSingleTexts:
    def test_scores_are_those_of_a_column(self, native, rows):
        scores = native.score_columns(*columns_of(rows))
        for (_, title, text, _), row in zip(rows, scores.tolist(), strict=True):
            assert native.score_text(join_text(title, text)) == row

    @pytest.mark.parametrize(
        "text", ["caf\u00e9", "\u8bed", "\U0001f600 x", "\ud800 detection \udfff", "\x00a"]
    )
    def test_python_holds_texts_in_different_widths(self, native, tagger, text):
        assert native.score_text(text) == pytest.approx(tagger.predict_proba([text])[0].tolist(), abs=1e-7)

    def test_a_text_that_is_long_enough_to_let_others_run(self, native, tagger):
        text = "detection of objects in video " * 2000
        assert native.score_text(text) == pytest.approx(tagger.predict_proba([text])[0].tolist(), abs=1e-7)

    @pytest.mark.parametrize("factor", [1000.0, -1000.0])
    def test_decisions_of_any_size_become_scores(self, tagger, factor):
        extreme = replace(tagger, weights=tagger.weights * np.float32(factor))
        native = NativeTagger.compile(extreme)
        for text in ("camera pixel", "the rollback", ""):
            found = native.score_text(text)
            assert found == pytest.approx(extreme.predict_proba([text])[0].tolist(), abs=1e-6)
            assert sum(found) == pytest.approx(1.0)

    @pytest.mark.parametrize("text", [None, b"text", 3, ["text"]])
    def test_what_is_no_text_is_refused(self, native, text):
        with pytest.raises(TypeError):
            native.score_text(text)


@needs_build
@pytest.mark.parametrize("ngrams", [{"word_ngrams": (2, 2)}, {"char_ngrams": (3, 5)}])
def test_terms_below_the_shortest_ngram_count_for_nothing(tagger, rows, ngrams):
    """An artifact may hold such terms: its arguments decide."""
    longer = replace(tagger, args=replace(tagger.args, **ngrams))
    texts = [join_text(title, text) for _, title, text, _ in rows]
    expected = longer.predict_proba(texts)
    assert np.abs(expected - tagger.predict_proba(texts)).max() > 1e-4
    assert np.abs(NativeTagger.compile(longer).score_texts(texts) - expected).max() < 1e-7


@needs_build
def test_others_run_while_a_column_is_scored(native, rows):
    """Were the interpreter's lock held, no bytecode could run between the start and the end."""
    titles, descriptions = columns_of(rows * 400)
    seen, finished = [], threading.Event()

    def watch():
        while not finished.is_set():
            seen.append(None)

    watcher = threading.Thread(target=watch)
    watcher.start()
    while not seen:
        pass
    before = len(seen)
    native.score_columns(titles, descriptions)
    during = len(seen) - before
    finished.set()
    watcher.join()
    assert during > 1000


@needs_build
def test_threads_get_the_scores_of_one(native, rows):
    columns = columns_of(rows)
    expected = native.score_columns(*columns)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: native.score_columns(*columns), range(64)):
            assert (found == expected).all()


def resident_mib():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


@needs_build
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no /proc to read memory from")
def test_memory_is_given_back_after_texts_of_megabytes_errors_and_taggers(native, tagger):
    big = pa.chunked_array([["word " * 500_000, "ab" * 2_000_000]])
    bad = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(np.array([0, 4], np.int32).tobytes()), pa.py_buffer(b"a b\xff")]
    )
    bad = pa.chunked_array([bad])

    def work(native):
        native.score_columns(big, big)
        for _ in range(20):
            with pytest.raises(InputError):
                native.score_columns(bad, bad)
            NativeTagger.compile(tagger).score_text("a text")

    # What the allocator keeps, whatever frees it, it has kept after a tagger that is gone again.
    work(NativeTagger.compile(tagger))
    before = resident_mib()
    for _ in range(15):
        work(native)
    # 300 taggers take more than that; so do the letters of the last large text alone.
    assert resident_mib() - before < 20
