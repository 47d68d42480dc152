"""Value types that cross package borders; all of them are immutable."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

OTHER_TAG = "other"
"""The predicted tag of a project whose best score is below the model's `min_score`."""

TAGS_KEPT = 10
"""The number of highest-scored tags that are stored with a prediction."""

MAX_TAG_BYTES = 1000
"""The longest tag, in bytes of UTF-8: an entry of the index on tags holds 2,704, including the project id."""

CONTROL_CHARACTERS = "[\x01-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
"""A pattern of the characters that no tag holds: nobody sees them, and they change what stands around them.

They are the control characters but NUL, breaks of lines and paragraphs, and what turns the direction of text.
"""

MAX_RANKED = 1000
"""The most items of a ranking that PREDAWN_MAX_RANKED may allow."""

DEFAULT_MAX_RANKED = 10
"""The most items of a ranking where PREDAWN_MAX_RANKED is not set."""


class Output(StrEnum):
    """A kind of output: tags with their scores, a number, or a ranking of items."""

    TAGS = "tags"
    NUMBER = "number"
    RANKING = "ranking"

    @property
    def plural(self) -> str:
        """The word for several of them."""
        return self.value if self is Output.TAGS else f"{self.value}s"


class RunStatus(StrEnum):
    """The status of a run; the serving pointer alone names the run in service."""

    RUNNING = "running"
    INTERRUPTED = "interrupted"
    READY = "ready"
    HELD = "held"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"
    PUBLISHED = "published"


class Phase(StrEnum):
    """The steps of a run, in their order."""

    SYNC = "sync"
    PLAN = "plan"
    SCORE = "score"
    CHECK = "check"
    PUBLISH = "publish"
    PRUNE = "prune"


class Mode(StrEnum):
    """The mode of a run: it reuses current predictions, or scores everything or chosen projects anew."""

    INCREMENTAL = "incremental"
    FULL = "full"
    PARTIAL = "partial"


class Trigger(StrEnum):
    """The cause of a run."""

    COMMAND = "command"
    SCHEDULE = "schedule"


class ModelStatus(StrEnum):
    """The status of a model; at most one is champion."""

    CANDIDATE = "candidate"
    CHAMPION = "champion"
    ARCHIVED = "archived"


class TrainedOn(StrEnum):
    """The known labels that a custom predictor was trained on, as its configuration says."""

    ALL = "all"
    NONE = "none"
    IDS = "ids"
    UNKNOWN = "unknown"


class CheckStatus(StrEnum):
    """The status of a check."""

    PASSED = "passed"
    BREACHED = "breached"
    NOT_APPLICABLE = "not applicable"
    NOT_ENOUGH_LABELS = "not enough labels"


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the catalogue as the store holds it; it has a known `tag`, known `tags`, or neither.

    `features` has their canonical form; None where the catalogue has none. `target` is the known number, if
    there is one.
    """

    project_id: str
    title: str
    description: str
    created_on: datetime | None
    tag: str | None
    tags: Sequence[str] | None
    features: str | None
    content_hash: bytes
    first_seen_at: datetime
    changed_at: datetime
    removed_at: datetime | None
    target: float | None = None


class TagScore(NamedTuple):
    """A tag and its score in [0, 1]; a tuple, because each answer to a text makes ten."""

    tag: str
    score: float


class ItemScore(NamedTuple):
    """An item of a ranking and its score, which may be any finite number."""

    item: str
    score: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """The prediction of a model for one text; `tags` are in descending order of score.

    A number is in `value`, a ranking in `items`, the best item first; then there is no tag and no score.
    `in_domain` is the share of held-out projects that are less like the training texts; None where it is not
    known, as of stored predictions.
    """

    predicted_tag: str | None
    score: float | None
    tags: tuple[TagScore, ...]
    in_domain: float | None = field(default=None, compare=False)
    value: float | None = None
    items: tuple[ItemScore, ...] | None = None

    @classmethod
    def of_number(cls, value: float) -> "Prediction":
        """Return the prediction of a number."""
        return cls(None, None, (), value=value)

    @classmethod
    def of_ranking(cls, items: Iterable[tuple[str, float]]) -> "Prediction":
        """Return the prediction of a ranking, the best item first."""
        return cls(None, None, (), items=tuple(ItemScore(*pair) for pair in items))

    @property
    def output(self) -> Output:
        """The kind of the prediction."""
        if self.value is not None:
            return Output.NUMBER
        return Output.TAGS if self.items is None else Output.RANKING


@dataclass(frozen=True, slots=True)
class Model:
    """A version of a predictor, as registered; the artifact's bytes are read apart.

    `fingerprint` names class, configuration and code of a custom predictor; it is None for a trained
    tagger, which the SHA-256 of its artifact identifies.
    """

    version: int
    predictor: str
    fingerprint: str | None
    artifact_sha256: str | None
    args: Mapping[str, Any]
    metrics: Mapping[str, Any]
    training_data: Mapping[str, Any]
    library_versions: Mapping[str, str]
    status: ModelStatus
    created_at: datetime

    @property
    def refitted(self) -> bool:
        """True for a tagger: once it was evaluated on its held-out projects, it is fitted on these too."""
        return self.artifact_sha256 is not None

    @property
    def evaluated_at(self) -> datetime:
        """The time of its last evaluation: that of a tagger is its training."""
        stated = self.metrics.get("evaluated_at")
        return self.created_at if stated is None else datetime.fromisoformat(stated)

    @property
    def multi_label(self) -> bool:
        """True for a model that decides on each tag separately, so that a text may have several."""
        return self.args.get("multi_label") is True

    @property
    def output(self) -> Output:
        """The kind of its output."""
        return Output(self.args.get("output", Output.TAGS))


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """The result of a training, for the registry.

    `held_out` is columnar: equally long lists under `project_id`, `content_hash` (hex), `tag`,
    `predicted_tag` and `score`, one entry for each held-out project; of a multi-label tagger `tags` in the
    place of `tag`, and `predicted_tags` besides. `word_vectors` is the table that its arguments name, None
    for the one that ships.
    """

    predictor: str
    artifact: bytes
    artifact_sha256: str
    args: Mapping[str, Any]
    metrics: Mapping[str, Any]
    held_out: Mapping[str, Sequence[Any]]
    training_data: Mapping[str, Any]
    library_versions: Mapping[str, str]
    word_vectors: bytes | None = None


class StoredArtifact(NamedTuple):
    """The artifact of a trained model, the SHA-256 that it was stored with, and its table of word vectors.

    The table is None where the model has none, or the one that ships.
    """

    artifact: bytes
    sha256: str
    word_vectors: bytes | None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check of a run: its figure, its threshold, and a sentence."""

    name: str
    status: CheckStatus
    figure: float | None
    threshold: float | None
    detail: str


@dataclass(frozen=True, slots=True)
class RunCounts:
    """The number of projects of a run, and of those that it scored, reused, removed, and failed to score."""

    total: int = 0
    scored: int = 0
    reused: int = 0
    removed: int = 0
    failed: int = 0

    @property
    def stored(self) -> int:
        """The number of predictions of the run."""
        return self.scored + self.reused


@dataclass(frozen=True, slots=True)
class Run:
    """A run as the store holds it.

    `publication_seen` is the move of the serving pointer that the attempt began under; `base_run` is the one
    run that all its reused predictions come from, None if there are none or several such runs, and is not the
    base of a delta run; `attached_at` is when its predictions were complete.

    A run whose `whole_run` is None is whole: its table holds all its predictions. Any other is a delta run,
    whose table holds the `own_rows` that differ from that whole run. `last_sync` is the last sync of the
    catalogue that it has seen; None if that is unknown. `set_aside` is the number of rows of its source that
    were set aside; None if it read no source.
    """

    run_id: int
    model_version: int | None
    mode: Mode
    publish: bool
    trigger: Trigger
    status: RunStatus
    phase: Phase
    attempt: int
    counts: RunCounts
    checks: tuple[CheckResult, ...]
    error: str | None
    publication_seen: int | None
    base_run: int | None
    host: str
    pid: int
    started_at: datetime
    heartbeat_at: datetime
    attached_at: datetime | None
    finished_at: datetime | None
    checked_at: datetime | None
    pruned_at: datetime | None
    whole_run: int | None = None
    last_sync: int | None = None
    own_rows: int | None = None
    set_aside: int | None = None

    @property
    def base(self) -> int:
        """The whole run that it is read with: its own number, or that of its base."""
        return self.run_id if self.whole_run is None else self.whole_run


@dataclass(frozen=True, slots=True)
class Selection:
    """The projects of a partial run: those that have a tag in the run in service, or else those of `ids`."""

    ids: Sequence[str] = ()
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class ChunkTask:
    """A chunk of work for a worker: enough to find everything else in the database.

    After `seconds` a worker that asks a custom predictor stores what it has, and leaves the rest.
    """

    run_id: int
    attempt: int
    chunk_id: int
    seconds: float = math.inf
