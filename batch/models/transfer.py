"""Export of a model to a file, and import into another store, as a candidate."""

from typing import Any, BinaryIO, Final

from sqlalchemy import Connection

from batch.models.model_file import ENTRY_FIELDS, read_model_file, write_model_file
from core.errors import ArtifactError, InputError
from core.types import Model, TrainedModel
from model.tagger.artifact import load_artifact
from model.tagger.tagger import PREDICTOR, Tagger
from store.models import registry

_MAX_COLUMNS: Final = 64 * 1024**2


def export_model(connection: Connection, version: int) -> bytes:
    """Return the file of a trained model.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If it is a custom predictor, which is code and has no artifact.
    """
    model = registry.find_model(connection, version)
    if model.artifact_sha256 is None:
        raise InputError(
            f"Model {version} is the predictor {model.predictor}: its code, with PREDAWN_PREDICTOR and its "
            "configuration, is what to take to the other store."
        )
    artifact, _, word_vectors = registry.read_artifact(connection, version)
    entry = {name: getattr(model, name) for name in ENTRY_FIELDS}
    return write_model_file(entry, artifact, registry.read_examples(connection, version), word_vectors)


def import_model(connection: Connection, file: BinaryIO, name: str) -> Model:
    """Register the model of a file as a candidate.

    Parameters
    ----------
    connection
        An open connection.
    file
        The file, of which only the members are read, however long it is.
    name
        Its name, for messages.

    Raises
    ------
    ArtifactError
        If it is not such a file, was changed, or its artifact cannot be trusted.
    """
    entry, artifact, examples, word_vectors = read_model_file(file, name)
    tagger = load_artifact(
        artifact, entry["artifact_sha256"], word_vectors or _find_word_vectors(connection, entry)
    )
    _refuse_expensive(tagger, name)
    multi_label = tagger.thresholds is not None
    # Models that were exported before there were word vectors say nothing of them.
    described = {"vector_weight": 0.0, "word_vectors": None} | entry["args"]
    wanted = tagger.args.as_mapping()
    if multi_label:
        del wanted["min_score"]  # each tag has a threshold of its own
    if (
        entry["predictor"] != PREDICTOR
        or any(described.get(arg) != value for arg, value in wanted.items())
        or (described.get("multi_label") is True) != multi_label
    ):
        raise ArtifactError(f"{name} describes another model than it contains. Export the model again.")
    trained = TrainedModel(
        predictor=entry["predictor"],
        artifact=artifact,
        artifact_sha256=entry["artifact_sha256"],
        args=entry["args"],
        metrics=entry["metrics"],
        training_data=entry["training_data"],
        library_versions=entry["library_versions"],
        held_out={},
        word_vectors=None if tagger.vectors is None or tagger.vectors.is_bundled else tagger.vectors.data,
    )
    try:
        version = registry.register_trained(connection, trained, examples)
    except InputError as error:
        raise ArtifactError(f"{name} cannot be entered. {error} Export the model again.") from error
    return registry.find_model(connection, version)


def _find_word_vectors(connection: Connection, entry: dict[str, Any]) -> bytes | None:
    """Return the table of word vectors that an entry names, if the store has it."""
    named = entry["args"].get("word_vectors")
    return registry.find_word_vectors(connection, named) if isinstance(named, str) else None


def _refuse_expensive(tagger: Tagger, name: str) -> None:
    """Refuse terms that would take gigabytes once they are compiled.

    The native tagger lists, for each word, the character n-grams that begin at each of its letters.
    """
    longest = max(map(len, tagger.characters.terms), default=0)
    words = {word for term in tagger.words.terms for word in term.split(" ")}
    columns = sum(len(word) + 2 for word in words) * longest
    if columns > _MAX_COLUMNS:
        raise ArtifactError(
            f"{name} has terms of up to {longest:,} characters, and words that take {columns:,} entries with "
            f"them, more than {_MAX_COLUMNS:,}. Train a model with fewer or shorter terms."
        )
