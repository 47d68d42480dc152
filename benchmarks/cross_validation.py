"""Weighted F1 of the tagger in 5 x 5 repeated stratified cross-validation on a labelled catalogue.

Prints one JSON line: mean and standard deviation over the 25 folds, those of the tagger without word vectors
and of a linear support vector machine over plain tf-idf of words on the same folds, and the ratio of the
first mean to the last. With `--labels` each fold is fitted on at most so many of its projects.

    python benchmarks/cross_validation.py projects.csv
    python benchmarks/cross_validation.py projects.csv --labels 100

The file has the columns `title`, `description` and `tag`. The default is the file that PREDAWN_TEST_CATALOGUE
names, or else the sample.
"""

import argparse
import csv
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
from support.catalogues import parse_arguments

from model.tagger.features import Features
from model.tagger.normalisation import join_text
from model.tagger.tagger import TaggerArgs
from model.training.evaluation import DEFAULT_TEMPERATURE
from model.training.training import choose_for_labels, fit_tagger
from model.word_vectors.table import WordVectors, open_bundled

SPLITS = 5
REPEATS = 5
SEED = 0

Labels = npt.NDArray[np.intp]
Fit = Callable[[list[str], Labels, list[str]], Labels]


def read_projects(path: Path) -> tuple[list[str], list[str]]:
    """Return the texts and the tags of the projects that have a tag."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["tag"]]
    return [join_text(row["title"], row["description"]) for row in rows], [row["tag"] for row in rows]


def predict_with_tagger(
    texts: list[str], labels: Labels, unseen: list[str], vectors: WordVectors | None
) -> Labels:
    """Fit a tagger, its arguments chosen as in training, and predict the labels of unseen texts."""
    known, labels = np.unique(labels, return_inverse=True)
    args, tags = TaggerArgs(), tuple(f"{label:05d}" for label in known)
    features = Features.count(texts, args, vectors)
    args = choose_for_labels(features, np.arange(len(texts)), labels, args)
    tagger = fit_tagger(features, tags, labels, args, DEFAULT_TEMPERATURE)
    predicted: Labels = known[tagger.predict_proba(unseen).argmax(axis=1)]
    return predicted


def predict_with_baseline(texts: list[str], labels: Labels, unseen: list[str]) -> Labels:
    """Do the same with the usual pipeline."""
    baseline = make_pipeline(TfidfVectorizer(), LinearSVC(random_state=SEED))
    return np.asarray(baseline.fit(texts, labels).predict(unseen))


def cross_validate(
    texts: list[str], labels: Labels, predict: Fit, n_labels: int | None
) -> npt.NDArray[np.float64]:
    """Return the weighted F1 of each fold."""
    folds = RepeatedStratifiedKFold(n_splits=SPLITS, n_repeats=REPEATS, random_state=SEED)
    scores = []
    generator = np.random.default_rng(SEED)
    for every, test in folds.split(texts, labels):
        train = generator.permutation(every)[:n_labels]
        predicted = predict([texts[row] for row in train], labels[train], [texts[row] for row in test])
        scores.append(f1_score(labels[test], predicted, average="weighted", zero_division=0.0))
    return np.array(scores)


def main() -> None:
    """Read the file, validate both models, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=int, help="the number of labels that each fold is fitted on")
    arguments = parse_arguments(parser)
    texts, tags = read_projects(arguments.catalogue)
    labels = np.unique(tags, return_inverse=True)[1]
    tagger, without, baseline = (
        cross_validate(texts, labels, predict, arguments.labels)
        for predict in (
            partial(predict_with_tagger, vectors=open_bundled()),
            partial(predict_with_tagger, vectors=None),
            predict_with_baseline,
        )
    )
    figure = {
        "benchmark": "cross_validation",
        "off": (),
        "catalogue": arguments.catalogue.name,
        "projects": len(texts),
        "folds": len(tagger),
        "labels": arguments.labels or len(texts) - len(texts) // SPLITS,
        "weighted_f1": round(float(tagger.mean()), 4),
        "weighted_f1_std": round(float(tagger.std()), 4),
        "without_vectors_weighted_f1": round(float(without.mean()), 4),
        "without_vectors_weighted_f1_std": round(float(without.std()), 4),
        "baseline_weighted_f1": round(float(baseline.mean()), 4),
        "baseline_weighted_f1_std": round(float(baseline.std()), 4),
        "ratio": round(float(tagger.mean() / baseline.mean()), 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
