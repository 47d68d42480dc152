"""Train on 50,000 generated labelled projects over 58 tags, texts of 80 words.

Prints one JSON line: seconds and peak memory of the whole training (of the evaluated and the stored model),
the size and the loading time of the artifact, and the seconds of counting terms, against scikit-learn's
vectorisers on the same texts.

    taskset -c 0 python benchmarks/training_scale.py
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable

import numpy as np
import pyarrow as pa
from sklearn.feature_extraction.text import CountVectorizer

from core.content import content_hash
from model.tagger.artifact import load_artifact
from model.tagger.normalisation import join_text, normalise
from model.tagger.pipeline import WORD_PATTERN
from model.tagger.tagger import TaggerArgs
from model.tagger.term_counts import WordStream, count_characters, count_words
from model.training.training import train
from model.word_vectors.table import open_bundled

TAGS = 58
WORDS_A_TEXT = 80
VOCABULARY = 60_000
TOPIC_WORDS = 400
TOPIC_SHARE = 0.12
SEED = 20


def generate_words(generator: np.random.Generator) -> list[str]:
    """Generate distinct words of repeating syllables; frequent words are shorter, as in languages."""
    syllables = [c + v for c in "bcdfghklmnprstvwz" for v in ("a", "e", "i", "o", "u", "er", "an", "ing")]
    words: dict[str, None] = dict.fromkeys(["a", "e", "i", "o", "u"])
    while len(words) < VOCABULARY:
        length = 1 + generator.binomial(5, 0.4)
        words["".join(generator.choice(syllables, size=length))] = None
    spread = generator.normal(scale=1.5, size=VOCABULARY)
    return [
        word
        for _, word in sorted((len(word) + noise, word) for word, noise in zip(words, spread, strict=True))
    ]


def generate_projects(rows: int) -> pa.Table:
    """Generate labelled projects of Zipfian words, a quarter of them from the words of the tag."""
    generator = np.random.default_rng(SEED)
    words = np.array(generate_words(generator), dtype=object)
    frequencies = 1 / np.arange(1, VOCABULARY + 1)
    frequencies /= frequencies.sum()
    topics = generator.integers(200, VOCABULARY // 4, size=(TAGS, TOPIC_WORDS))
    tag_shares = 1 / np.arange(1, TAGS + 1) ** 0.7
    labels = generator.choice(TAGS, size=rows, p=tag_shares / tag_shares.sum())
    chosen = generator.choice(VOCABULARY, size=(rows, WORDS_A_TEXT), p=frequencies)
    topical = generator.random((rows, WORDS_A_TEXT)) < TOPIC_SHARE
    from_topic = topics[labels[:, None], generator.integers(0, TOPIC_WORDS, size=(rows, WORDS_A_TEXT))]
    texts = words[np.where(topical, from_topic, chosen)]
    titles = [" ".join(text[:8]) for text in texts]
    descriptions = [" ".join(text[8:]) for text in texts]
    return pa.table(
        {
            "project_id": [str(row) for row in range(rows)],
            "title": titles,
            "description": descriptions,
            "tag": [f"tag-{label:02d}" for label in labels],
            "content_hash": list(map(content_hash, titles, descriptions)),
        }
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def count_with_scikit_learn(texts: list[str], args: TaggerArgs) -> None:
    """Count the terms of both blocks with scikit-learn."""
    CountVectorizer(
        preprocessor=normalise, token_pattern=WORD_PATTERN, ngram_range=args.word_ngrams, min_df=args.min_df
    ).fit_transform(texts)
    CountVectorizer(
        preprocessor=normalise, analyzer="char_wb", ngram_range=args.char_ngrams, min_df=args.min_df
    ).fit_transform(texts)


def count(texts: list[str], args: TaggerArgs) -> None:
    """Count the terms of both blocks as training does."""
    stream = WordStream.read(texts)
    count_words(stream, args.word_ngrams, args.min_df)
    count_characters(stream, args.char_ngrams, args.min_df)


def main() -> None:
    """Generate projects, train, load, compare, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    rows = parser.parse_args().rows
    args = TaggerArgs()
    projects = generate_projects(rows)
    start, cpu_start = time.perf_counter(), time.process_time()
    trained = train(projects, args, lambda step: print(step, file=sys.stderr), vectors=open_bundled())
    training_seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    # Before the comparison, whose peak would hide that of the training.
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load_seconds = seconds(lambda: load_artifact(trained.artifact, trained.artifact_sha256))
    tagger = load_artifact(trained.artifact, trained.artifact_sha256)
    texts = list(map(join_text, projects["title"].to_pylist(), projects["description"].to_pylist()))
    ours = seconds(lambda: count(texts, args))
    theirs = seconds(lambda: count_with_scikit_learn(texts, args))
    figure = {
        "benchmark": "training_scale",
        "off": (),
        "rows": rows,
        "tags": len(tagger.tags),
        "features": len(tagger.weights),
        "vector_weight": tagger.args.vector_weight,
        "training_seconds": round(training_seconds, 1),
        "training_cpu_seconds": round(cpu_seconds, 1),
        "peak_rss_mib": round(peak_mib),
        "artifact_mb": round(len(trained.artifact) / 1e6, 1),
        "load_seconds": round(load_seconds, 3),
        "held_out_weighted_f1": round(trained.metrics["overall"]["f1"], 3),
        "temperature": round(tagger.temperature, 2),
        "counting_seconds": round(ours, 1),
        "counting_seconds_scikit_learn": round(theirs, 1),
        "ratio": round(theirs / ours, 1),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
