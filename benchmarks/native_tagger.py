"""The native tagger against scikit-learn: the same pipeline, the same texts, one core.

Prints one JSON line each for English texts, for Chinese texts, and for 58 tags over 100 k features: texts a
second as a column and as single texts, the speed-up of two threads over one, and the largest difference of a
score. A difference above 1e-6, or another label, ends the benchmark. The first and the last have the word
vectors that ship; of Chinese texts training chooses none.

    python benchmarks/native_tagger.py
    python benchmarks/native_tagger.py --texts 1000000

Single threads are measured in processor time, which other processes disturb less; two threads against one in
wall time, the best of several rounds.
"""

import argparse
import csv
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from support.catalogues import generate, parse_arguments
from training_scale import generate_projects

from model.native.loading import TOLERANCE
from model.native.tagger import NativeTagger
from model.tagger.features import Features
from model.tagger.normalisation import join_text
from model.tagger.tagger import Tagger, TaggerArgs
from model.training.training import fit_tagger
from model.word_vectors.table import WordVectors, open_bundled

ROUNDS = 7
THREAD_ROUNDS = 15
SINGLE_TEXTS = 1000
SCIKIT_LEARN_TEXTS = 3000
BATCH = 20_000
SEED = 11

CHINESE = {
    "vision": "图像 识别 检测 分割 卷积 神经网络 目标 视频 人脸 像素 相机 姿态 估计 增强 特征",
    "language": "文本 语言 模型 翻译 分词 情感 分析 对话 摘要 问答 实体 关系 抽取 语料 预训练",
    "operations": "部署 监控 流水线 容器 集群 调度 版本 回滚 服务 延迟 吞吐 日志 实验 跟踪 注册",
}
CHINESE_FILLER = (
    "的 一个 我们 如何 使用 基于 以及 方法 学习 机器 深度 数据 实现 研究 进行 提出 问题 系统 更好 简单"
)


@dataclass(frozen=True)
class Case:
    """A tagger, and the columns for measuring it."""

    name: str
    tagger: Tagger
    titles: pa.ChunkedArray
    descriptions: pa.ChunkedArray

    def texts(self, count: int) -> list[str]:
        """Return the first texts."""
        columns = (column[:count].to_pylist() for column in (self.titles, self.descriptions))
        return list(map(join_text, *columns))


def fit(texts: list[str], tags: list[str], vectors: WordVectors | None) -> Tagger:
    """Fit a tagger on all texts."""
    names, labels = np.unique(tags, return_inverse=True)
    args = TaggerArgs()
    if vectors is not None:
        args = TaggerArgs(c=0.3, vector_weight=1.0, word_vectors=vectors.sha256)
    return fit_tagger(Features.count(texts, args, vectors), tuple(names.tolist()), labels, args, 4.0)


def make_english(base: Path, rows: int) -> Case:
    """Train on a real catalogue, and generate more texts like it."""
    with base.open(newline="", encoding="utf-8") as file:
        known = [row for row in csv.DictReader(file) if row["tag"]]
    texts = [join_text(row["title"], row["description"]) for row in known]
    table = pa.Table.from_batches(generate(base, rows))
    tagger = fit(texts, [row["tag"] for row in known], open_bundled())
    return Case("english", tagger, table["title"], table["description"])


def make_chinese(rows: int) -> Case:
    """Join Chinese words as they are written: without spaces, with occasional punctuation."""
    generator = np.random.default_rng(SEED)
    tags = generator.choice(list(CHINESE), size=rows)
    topics = {tag: words.split() for tag, words in CHINESE.items()}

    def compose(tag: str, words: int) -> str:
        topical = generator.random(words) < 0.5
        chosen = [generator.choice(topics[tag] if topic else filler) for topic in topical]
        marks = generator.choice(["", "", "", "", "\uff0c", "\u3002"], size=words)
        return "".join(word + mark for word, mark in zip(chosen, marks, strict=True))

    filler = CHINESE_FILLER.split()
    titles = [compose(tag, 6) for tag in tags]
    descriptions = [compose(tag, 40) for tag in tags]
    trained = slice(2000)
    tagger = fit(list(map(join_text, titles[trained], descriptions[trained])), tags[trained].tolist(), None)
    return Case("chinese", tagger, pa.chunked_array([titles]), pa.chunked_array([descriptions]))


def make_many_tags(rows: int) -> Case:
    """Count the terms of generated texts, and give them random weights, which cost as much as fitted ones."""
    table, vectors = generate_projects(rows), open_bundled()
    args = TaggerArgs(vector_weight=0.5, word_vectors=vectors.sha256)
    texts = list(map(join_text, table["title"].to_pylist(), table["description"].to_pylist()))
    features = Features.count(texts, args)
    blocks = features.fit(np.arange(rows), args)
    words, characters = blocks[0].terms(features.words), blocks[1].terms(features.characters)
    generator = np.random.default_rng(SEED)
    n_features, n_tags = len(words.terms) + len(characters.terms) + vectors.dimensions, 58
    weights = generator.normal(size=(n_features, n_tags)).astype(np.float32)
    tags = tuple(f"tag-{number:02d}" for number in range(n_tags))
    intercepts = generator.normal(size=n_tags)
    tagger = Tagger(tags, words, characters, weights, intercepts, 4.0, args, vectors=vectors)
    return Case("58 tags", tagger, table["title"], table["description"])


def best(work: Callable[[], object], clock: Callable[[], float], rounds: int = ROUNDS) -> float:
    """Return the smallest number of seconds of several rounds."""
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def median_microseconds(score: Callable[[str], object], texts: list[str]) -> float:
    """Return the median time of a single text."""
    score(texts[0])
    times = []
    for text in texts:
        start = time.perf_counter_ns()
        score(text)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def measure_threads(native: NativeTagger, case: Case) -> float | None:
    """Return the speed-up of two threads over one in wall time, if there are two cores."""
    if hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) < 2:
        return None

    def score() -> None:
        native.score_columns(case.titles, case.descriptions)

    with ThreadPoolExecutor(2) as pool:

        def score_twice() -> None:
            wait([pool.submit(score), pool.submit(score)])

        # In turns, so that other load affects both alike.
        times: list[tuple[float, float]] = [
            (best(score, time.perf_counter, 1), best(score_twice, time.perf_counter, 1))
            for _ in range(THREAD_ROUNDS)
        ]
    one, two = min(once for once, _ in times), min(twice for _, twice in times)
    return round(2 * one / two, 2)


def compare(case: Case, native: NativeTagger, count: int) -> tuple[float, int]:
    """Return the largest difference of a score, and the number of labels that differ, over varied texts."""
    largest, labels = 0.0, 0
    for texts in vary(case, count):
        empty = pa.chunked_array([pa.nulls(len(texts), pa.string()).fill_null("")])
        expected = case.tagger.predict_proba(["  " + text for text in texts])
        found = native.score_columns(empty, pa.chunked_array([texts]))
        largest = max(largest, float(np.abs(found - expected).max()))
        labels += int((found.argmax(axis=1) != expected.astype(np.float32).argmax(axis=1)).sum())
    return largest, labels


def vary(case: Case, count: int) -> Iterator[list[str]]:
    """Yield different texts in batches: unchanged, cut, doubled, in capitals, and with foreign letters."""
    generator = np.random.default_rng(SEED)
    source = case.texts(min(count, len(case.titles)))
    for first in range(0, count, BATCH):
        batch = []
        for number in range(first, min(first + BATCH, count)):
            text = source[number % len(source)]
            kind = number // len(source) % 4 if len(source) < count else number % 4
            start = int(generator.integers(len(text) + 1))
            foreign = "".join(map(chr, generator.integers(0xE000, 0x110000, size=3)))
            edited = (
                f"{text} {number}",
                text[start:],
                text.swapcase()[:start] + foreign + text[start:],
                text + source[int(generator.integers(len(source)))],
            )
            batch.append(edited[kind])
        yield batch


def run(case: Case, compared: int) -> dict[str, object]:
    """Return the figures of one case."""
    native = NativeTagger.compile(case.tagger)
    texts = case.texts(SCIKIT_LEARN_TEXTS)
    rows = len(case.titles)
    columns = best(lambda: native.score_columns(case.titles, case.descriptions), time.thread_time)
    reference = best(lambda: case.tagger.predict_proba(texts), time.thread_time, 3)
    single = median_microseconds(native.score_text, texts[:SINGLE_TEXTS])
    single_reference = median_microseconds(lambda text: case.tagger.predict_proba([text]), texts[:200])
    difference, labels = compare(case, native, compared)
    if difference > TOLERANCE or labels:
        raise AssertionError(f"{case.name}: scores differ by {difference}, {labels} labels differ")
    return {
        "benchmark": "native_tagger",
        "off": (),
        "texts": case.name,
        "tags": len(case.tagger.tags),
        "features": len(case.tagger.weights),
        "characters_a_text": round(statistics.fmean(map(len, texts))),
        "texts_per_second": round(rows / columns),
        "scikit_learn_texts_per_second": round(len(texts) / reference),
        "ratio": round(rows / columns * reference / len(texts), 1),
        "single_text_us": round(single, 1),
        "single_text_us_scikit_learn": round(single_reference),
        "single_text_ratio": round(single_reference / single),
        "two_threads_ratio": measure_threads(native, case),
        "texts_compared": compared,
        "largest_difference": difference,
        "labels_that_differ": labels,
    }


def main() -> None:
    """Measure the three cases, one after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=9000, help="the number of varied texts to compare")
    arguments = parse_arguments(parser)
    makers: tuple[Callable[[], Case], ...] = (
        lambda: make_english(arguments.catalogue, 200_000),
        lambda: make_chinese(50_000),
        lambda: make_many_tags(25_000),
    )
    for make in makers:
        print(json.dumps(run(make(), arguments.texts // len(makers))))


if __name__ == "__main__":
    main()
