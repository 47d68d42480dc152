"""One seed is one tagger and some columns: well-formed ones are scored as by scikit-learn, others refused."""

from array import array
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from random import Random

import numpy as np
import pyarrow as pa

from core.errors import InputError
from model.native.kernel import Column
from model.native.loading import TOLERANCE
from model.native.tagger import NativeTagger
from model.tagger.domain import N_QUANTILES, Domain, likenesses
from model.tagger.features import Features
from model.tagger.normalisation import join_text, normalise
from model.tagger.tagger import Tagger, TaggerArgs, TermBlock
from model.training.word_table import quantise, write_table
from model.word_vectors.table import WordVectors

THREADS = 4
DAMAGED = 20
BAD_BYTES = (0x80, 0xC0, 0xC3, 0xED, 0xF0, 0xF4, 0xFF, 0x41)
ALPHABETS = (
    "ab ",
    "abcde   ",
    "aAbB\u00e4\u00c4\u0301 -_.",
    "\u0130\u0131\u017f\u1e9e\u01c4\u01c5\u023a\u2c65\u2126\u212a\u03a3\u03c2 ",
    "机器学习模型\uff0c\u3002 ",
    "\u0926\u0947\u0935\u093e\u0928\u093e\u0917\u0930\u0940\u094d ",
    "\u0627\u0644\u0639\u064e\u0645\u0650\u064a\u0642 ",
    "\U00010414\U0001043c\U0001f600\U0001f3fd\u200d\ufe0f x",
    "\x00\n\t\x7f\x80\xa0\u2028\ufeff\uffff a",
)
MAX_CODE_POINTS = 0x110000


def random_code_point(random: Random) -> str:
    """Return any code point that UTF-8 can hold."""
    while True:
        code_point = random.randrange(0x800 if random.random() < 0.5 else MAX_CODE_POINTS)
        if not 0xD800 <= code_point < 0xE000:
            return chr(code_point)


def random_text(random: Random) -> str:
    """Return a text: of few letters, of any code points, of one word, very short or rather long."""
    length = random.choice((0, 1, 2, 5, 20, 80, 300))
    if random.random() < 0.2:
        return "".join(random_code_point(random) for _ in range(length))
    text = "".join(random.choices(random.choice(ALPHABETS), k=length))
    return text.replace(" ", "") if random.random() < 0.1 else text


def random_args(random: Random) -> TaggerArgs:
    """Return the arguments that decide which terms there are."""
    words, characters = random.randint(1, 3), random.randint(1, 6)
    return TaggerArgs(
        word_ngrams=(words, words + random.randint(0, 2)),
        char_ngrams=(characters, characters + random.randint(0, 5)),
        min_df=1,
        max_features=random.choice((1, 10, 1000)),
    )


def random_block(random: Random, terms: list[str], args: TaggerArgs) -> TermBlock:
    """Choose some of the terms, now and then with ones that no text can have."""
    chosen = set(random.sample(terms, min(len(terms), args.max_features)))
    if random.random() < 0.2:
        chosen |= {"A", "a  b", " ", "a ", "\u0130x"}
    return TermBlock(sorted(chosen), np.array([random.uniform(0.1, 9) for _ in chosen]))


def random_table(random: Random, texts: list[str]) -> WordVectors:
    """Make a table of some of the words of texts, and of others, with random vectors."""
    words = [word for text in texts for word in normalise(text).split()]
    chosen = [*random.sample(words, random.randint(0, len(words))), "a", "ab", "\U0010fffd", "x" * 256]
    numbers = np.random.default_rng(random.getrandbits(32))
    n_dimensions = random.choice((1, 3, 8, 21, 128))
    return WordVectors.read(
        write_table(chosen, *quantise(numbers.normal(size=(len(chosen), n_dimensions)))), ""
    )


def random_tagger(random: Random, texts: list[str]) -> Tagger:
    """Make a tagger whose terms are those of some texts, with random weights; it has at least one term."""
    args = random_args(random)
    counted = Features.count(texts, args)
    words = random_block(random, list(counted.words.terms), args)
    characters = random_block(random, list(counted.characters.terms), args)
    if random.random() < 0.1 and characters.terms:
        words = TermBlock([], np.empty(0))
    if not words.terms and not characters.terms:
        words = TermBlock(["a"], np.ones(1))
    n_tags = random.choice((2, 3, 4, 6, 8, 9, 17, 70))
    numbers = np.random.default_rng(random.getrandbits(32))
    n_features = len(words.terms) + len(characters.terms)
    domain = None
    vectors = random_table(random, texts) if random.random() < 0.6 else None
    if vectors is not None:
        n_features += vectors.dimensions
        args = replace(args, vector_weight=random.uniform(0.1, 3), word_vectors=vectors.sha256)
        centroids = numbers.normal(size=(random.randint(2, 32), vectors.dimensions)).astype(np.float32)
        centroids /= np.linalg.norm(centroids, axis=1)[:, None]
        domain = Domain(centroids, np.linspace(0.0, 1.0, N_QUANTILES))
    return Tagger(
        tuple(f"tag-{number:02d}" for number in range(n_tags)),
        words,
        characters,
        numbers.normal(size=(n_features, n_tags)).astype(np.float32),
        numbers.normal(size=n_tags),
        random.uniform(0.1, 5),
        args,
        vectors=vectors,
        domain=domain,
    )


def random_column(random: Random, texts: list[str]) -> pa.ChunkedArray:
    """Lay texts out in chunks of either kind, each of them the middle of a longer array."""
    kind = random.choice((pa.string(), pa.large_string()))
    chunks, first = [], 0
    while first < len(texts):
        size = random.randint(0, len(texts) - first)
        before = random.randint(0, 3)
        chunks.append(
            pa.array(["\u00e9" * n for n in range(before)] + texts[first:], kind).slice(before, size)
        )
        first += size
    return pa.chunked_array(chunks, kind)


@dataclass(frozen=True)
class Layout:
    """A column as its bytes; there may be fewer of them than it says, and they may say anything."""

    offsets: bytes
    data: bytes
    length: int
    wide: bool

    def read(self) -> list[str] | None:
        """Return the texts, or None where a row is not there or is malformed."""
        offsets = np.frombuffer(self.offsets, np.int64 if self.wide else np.int32).tolist()
        if len(offsets) <= self.length:
            return None
        rows = list(pairwise(offsets[: self.length + 1]))
        if not all(0 <= start <= end <= len(self.data) for start, end in rows):
            return None
        try:
            return [self.data[start:end].decode() for start, end in rows]
        except UnicodeDecodeError:
            return None

    def column(self) -> Column:
        # Arrays end where they end, so that a sanitizer sees a step too far; bytes have a NUL behind them.
        return Column(array("b", self.offsets), array("b", self.data), 0, self.length, self.wide)


def damaged_layout(random: Random, texts: list[str]) -> Layout:
    """Lay texts out, and spoil bytes, offsets, how many there are, or nothing."""
    data = bytearray("".join(texts).encode())
    offsets = [0, *accumulate(len(text.encode()) for text in texts)]
    wide = random.random() < 0.5
    spoil = random.randrange(10)
    if spoil == 0 and data:
        for _ in range(random.randint(1, 3)):
            data[random.randrange(len(data))] = random.choice(BAD_BYTES)
    elif spoil == 1:
        offsets[random.randrange(len(offsets))] = random.choice(
            (-1, 0, (1 << 63) - 1 if wide else (1 << 31) - 1)
        )
    elif spoil == 2:
        del data[random.randrange(len(data) + 1) :]
    elif spoil == 3:
        del offsets[random.randrange(len(offsets) + 1) :]
    elif spoil == 4:
        step = random.choice((-1, 1))
        offsets[1:-1] = [offset + step for offset in offsets[1:-1]]
    elif spoil == 5:
        offsets[-1] += 1
    elif spoil == 6:  # in the middle of a character, now and then
        del data[random.randrange(len(data) + 1) :]
        offsets = [min(offset, len(data)) for offset in offsets]
    return Layout(array("q" if wide else "i", offsets).tobytes(), bytes(data), len(texts), wide)


def difference(tagger: Tagger, titles: pa.ChunkedArray, descriptions: pa.ChunkedArray) -> float:
    """Return by how much columns, and the same as single texts, differ at most from scikit-learn."""
    native = NativeTagger.compile(tagger)
    texts = list(map(join_text, titles.to_pylist(), descriptions.to_pylist()))
    by_column, by_text = native.score_columns(titles, descriptions), native.score_texts(texts)
    assert (by_column == by_text).all()
    assert (by_column == native.score_columns(titles, descriptions)).all()
    if tagger.domain is not None and texts:
        scores, found = zip(*map(native.compare_text, texts), strict=True)
        assert (np.array(scores, dtype=np.float32) == by_text).all()
        expected = likenesses(tagger.sum_vectors(texts), tagger.domain.centroids)
        assert np.abs(np.array(found) - expected).max() <= TOLERANCE
    return float(np.abs(by_column - tagger.predict_proba(texts)).max(initial=0.0))


def check(seed: int) -> None:
    """Check one tagger."""
    random = Random(seed)
    texts = [random_text(random) for _ in range(random.randint(1, 12))]
    tagger = random_tagger(random, texts)
    more = [*texts, *(random_text(random) for _ in texts)]
    shuffled = random.sample(more, len(more))
    assert difference(tagger, random_column(random, more), random_column(random, shuffled)) <= TOLERANCE
    native = NativeTagger.compile(tagger)
    for _ in range(DAMAGED):
        check_damaged(native, damaged_layout(random, texts), damaged_layout(random, texts))


def check_damaged(native: NativeTagger, titles: Layout, descriptions: Layout) -> None:
    """Check that what is there is scored as it reads, and that the rest is refused."""
    title_texts, description_texts = titles.read(), descriptions.read()
    scores = np.empty((titles.length, native.n_tags), dtype=np.float32)
    try:
        native.kernel.score_columns(titles.column(), descriptions.column(), scores)
    except InputError as error:
        assert "row" in str(error)  # noqa: PT017 - this is the body of a fuzzer, not a test
        assert title_texts is None or description_texts is None
    else:
        assert title_texts is not None
        assert description_texts is not None
        expected = native.score_texts(map(join_text, title_texts, description_texts))
        assert (scores == expected).all()


def check_shared(random: Random) -> None:
    """Check that threads that score by the same tables at once do not meet."""
    texts = [random_text(random) for _ in range(40)]
    native = NativeTagger.compile(random_tagger(random, texts))
    orders = [random.sample(range(len(texts)), len(texts)) for _ in range(THREADS)]
    alone = native.score_texts(texts)

    def score(order: list[int]) -> bool:
        column = pa.chunked_array([[texts[row] for row in order] * 20])
        empty = pa.chunked_array([[""] * len(column)])
        found = native.score_columns(empty, column)
        return bool((found == np.tile(alone[order], (20, 1))).all())

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(score, orders))


def check_big(random: Random) -> None:
    """Check texts of megabytes: of one word, of many words that are new, and of one n-gram many times."""
    tagger = random_tagger(random, [random_text(random) for _ in range(8)])
    size = random.randint(1 << 16, 1 << 20)
    texts = (
        random.choice("abxyz机\u0301") * size,
        " ".join("".join(random.choices("abcdefgh", k=random.randint(1, 80))) for _ in range(size >> 6)),
        " ".join(random.choices(("ab", "a", "\u00e4b", "机器"), k=size >> 3)),
    )
    column = pa.chunked_array([texts])
    assert difference(tagger, column, column) <= TOLERANCE
