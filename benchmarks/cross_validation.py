"""Weighted F1 of the tagger in 5 x 5 repeated stratified cross-validation on a labelled catalogue.

Prints one JSON line: mean and standard deviation over the 25 folds, those of a linear support vector machine
over plain tf-idf of words on the same folds, and the ratio of the two means.

    python benchmarks/cross_validation.py projects.csv

The file has the columns `title`, `description` and `tag`. The default is the file that PREDAWN_TEST_CATALOGUE
names, or else the sample.
"""

import argparse
import csv
import json
from collections.abc import Callable
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
from model.training.training import fit_tagger

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


def predict_with_tagger(texts: list[str], labels: Labels, unseen: list[str]) -> Labels:
    """Fit a tagger and predict the labels of unseen texts."""
    args = TaggerArgs()
    tags = tuple(f"{label:05d}" for label in range(labels.max() + 1))
    tagger = fit_tagger(Features.count(texts, args), tags, labels, args, DEFAULT_TEMPERATURE)
    predicted: Labels = tagger.predict_proba(unseen).argmax(axis=1)
    return predicted


def predict_with_baseline(texts: list[str], labels: Labels, unseen: list[str]) -> Labels:
    """Do the same with the usual pipeline."""
    baseline = make_pipeline(TfidfVectorizer(), LinearSVC(random_state=SEED))
    return np.asarray(baseline.fit(texts, labels).predict(unseen))


def cross_validate(texts: list[str], labels: Labels, predict: Fit) -> npt.NDArray[np.float64]:
    """Return the weighted F1 of each fold."""
    folds = RepeatedStratifiedKFold(n_splits=SPLITS, n_repeats=REPEATS, random_state=SEED)
    scores = []
    for train, test in folds.split(texts, labels):
        predicted = predict([texts[row] for row in train], labels[train], [texts[row] for row in test])
        scores.append(f1_score(labels[test], predicted, average="weighted", zero_division=0.0))
    return np.array(scores)


def main() -> None:
    """Read the file, validate both models, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    arguments = parse_arguments(parser)
    texts, tags = read_projects(arguments.catalogue)
    labels = np.unique(tags, return_inverse=True)[1]
    tagger = cross_validate(texts, labels, predict_with_tagger)
    baseline = cross_validate(texts, labels, predict_with_baseline)
    figure = {
        "benchmark": "cross_validation",
        "off": (),
        "catalogue": arguments.catalogue.name,
        "projects": len(texts),
        "folds": len(tagger),
        "weighted_f1": round(float(tagger.mean()), 4),
        "weighted_f1_std": round(float(tagger.std()), 4),
        "baseline_weighted_f1": round(float(baseline.mean()), 4),
        "baseline_weighted_f1_std": round(float(baseline.std()), 4),
        "ratio": round(float(tagger.mean() / baseline.mean()), 3),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
