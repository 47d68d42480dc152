"""Training of a model on labelled projects, and its registration."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Engine

from batch.job import actor
from batch.sources.source import Source, open_source
from batch.sources.values.tags import TAG_LISTS
from core.errors import TrainingError
from core.settings import Settings
from core.types import Model, TrainedModel
from core.wording import count_of
from model.tagger.tagger import TaggerArgs
from model.training.word_table import read_word2vec
from model.word_vectors.table import WordVectors, open_bundled
from store.catalogue import projects
from store.models import registry


def train_model(
    engine: Engine, settings: Settings, source: str | None, report: Callable[[str], None]
) -> Model:
    """Train a tagger and register it; the first model becomes champion.

    If the projects have lists of known tags, it is a multi-label tagger.

    Parameters
    ----------
    engine
        An engine that acts as the batch.
    settings
        The settings.
    source
        The source of labelled projects; None for those of the catalogue in the store.
    report
        Called with a short message at each step.

    Raises
    ------
    TrainingError
        If there are too few labels, fewer than two tags, or both single tags and lists.
    CatalogueError
        If the source cannot be read.
    InputError
        If the file of word vectors cannot be read.
    ArtifactError
        If the word vectors that ship are damaged.
    """
    if source is None:
        with engine.begin() as connection:
            examples = projects.read_labelled(connection)
    else:
        examples = read_examples(open_source(settings, source))
    vectors = _open_vectors(settings.word_vectors, report)
    trained = _train(examples, _tagger_args(settings), report, vectors)
    if vectors is not None and not vectors.is_bundled and trained.args["word_vectors"] == vectors.sha256:
        trained = replace(trained, word_vectors=vectors.data)
    with engine.begin() as connection:
        return _register(connection, trained, examples)


def _open_vectors(choice: str | Path, report: Callable[[str], None]) -> WordVectors | None:
    """Return the table of word vectors that training tries, if any."""
    if choice == "off":
        return None
    if choice == "bundled":
        return open_bundled()
    path = Path(choice)
    report(f"reading word vectors from {path}")
    read = read_word2vec(path)
    vectors = WordVectors.read(read.table, str(path))
    left_out = read.n_words - len(vectors)
    others = f"; left out, repeated or of signs that texts do not keep: {left_out:,}" if left_out else ""
    report(f"word vectors: {count_of(len(vectors), 'word')} of {vectors.dimensions} numbers{others}")
    return vectors


def _tagger_args(settings: Settings) -> TaggerArgs:
    return TaggerArgs() if settings.min_score is None else TaggerArgs(min_score=settings.min_score)


def _train(
    examples: pa.Table, args: TaggerArgs, report: Callable[[str], None], vectors: WordVectors | None
) -> TrainedModel:
    # Imported here because scikit-learn takes 2 s of processor time, and a schedule or `predawn up`, which
    # may train, nearly always finds a model.
    from model.training.multi_label import train_multi_label  # noqa: PLC0415
    from model.training.training import train  # noqa: PLC0415

    lists = len(examples) - examples["tags"].null_count
    if not lists:
        return train(examples, args, report, vectors=vectors)
    if lists < len(examples):
        raise TrainingError(
            f"{len(examples) - lists:,} of the labelled projects have a single tag and {lists:,} a list of "
            "tags, and a tagger learns the one or the other. Give all of them lists, of one tag where there "
            "is but one. Corrections count too: set those again that were made for the other kind."
        )
    return train_multi_label(examples, args, report, vectors=vectors)


def _register(connection: Connection, trained: TrainedModel, examples: pa.Table) -> Model:
    version = registry.register_trained(connection, trained, _label_examples(trained, examples))
    if registry.find_champion(connection) is None:
        registry.promote(connection, version, actor=actor(), reason="the first model")
    return registry.find_model(connection, version)


def read_examples(source: Source) -> pa.Table:
    """Return the labelled projects of a source, with the content hash of each.

    Raises
    ------
    TrainingError
        If an id stands in more than one labelled row.
    """
    labelled = [
        projects.with_content_hash(
            batch.filter(pc.or_(pc.is_valid(batch["tag"]), pc.is_valid(batch["tags"])))
        )
        for batch in source.batches()
    ]
    table = pa.Table.from_batches(labelled)
    counts = pc.value_counts(table["project_id"])
    repeated = counts.filter(pc.greater(counts.field("counts"), 1))
    if len(repeated):
        raise TrainingError(
            f"{source.name}: the id {repeated[0]['values'].as_py()!r} stands in {repeated[0]['counts']} "
            "labelled rows. Give each project an id of its own."
        )
    return table


def _label_examples(trained: TrainedModel, examples: pa.Table) -> pa.Table:
    """Return the examples to store: each with its tag, and its evaluated prediction if it was held out."""
    held_out = {name: list(values) for name, values in trained.held_out.items()}
    positions = pc.index_in(examples["project_id"], pa.array(held_out["project_id"], pa.string()))
    predicted = pa.array(held_out["predicted_tag"], pa.string())
    predicted_tags = pa.array(held_out.get("predicted_tags", [None] * len(predicted)), TAG_LISTS)
    scores = pa.array(held_out["score"], pa.float32())
    return pa.table(
        {
            "project_id": examples["project_id"],
            "content_hash": examples["content_hash"],
            "tag": examples["tag"],
            "tags": examples["tags"],
            "held_out": pc.is_valid(positions),
            "predicted_tag": predicted.take(positions.combine_chunks()),
            "predicted_tags": predicted_tags.take(positions.combine_chunks()),
            "score": scores.take(positions.combine_chunks()),
        }
    )
