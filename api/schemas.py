"""What requests and answers look like, as the OpenAPI document shows it."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, ValidationInfo, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from api.explanation_schemas import Explanation, NoExplanation
from api.quality_schemas import LivePerformance, QualityHealth
from core.types import CheckStatus, Mode, ModelStatus, Phase, RunStatus, Trigger

Source = Literal["cache", "on_demand", "memory"]


TAGS_MEANING = (
    "The best tags, descending by score: ten at most, or of a multi-label model all that reach their "
    "thresholds, which may be none."
)


class Tag(BaseModel):
    """A tag and its score."""

    model_config = ConfigDict(from_attributes=True)

    tag: str
    score: float = Field(description="From 0 to 1.")


class ProjectPrediction(BaseModel):
    """The prediction of a project."""

    project_id: str
    predicted_tag: str = Field(description="The best tag, or `other` where its score is too small.")
    score: float = Field(description="The score of the best tag.")
    tags: list[Tag] = Field(description=TAGS_MEANING)
    source: Source = Field(
        description="`cache`: stored by a run; `on_demand`: made for this answer; `memory`: made for an "
        "earlier one."
    )
    stale: bool = Field(
        description="Whether the text has changed since, or the last check of the run is too old."
    )
    run_id: int | None = Field(description="The run that stored it; null where it was made on demand.")
    model_version: int
    scored_at: datetime


class TextPrediction(BaseModel):
    """The prediction of a text."""

    input_text: str | None = Field(description="The text; null for the free payloads of one's own predictor.")
    predicted_tag: str = Field(description="The best tag, or `other` where its score is too small.")
    score: float
    tags: list[Tag] = Field(description=TAGS_MEANING)
    source: Source = Field(
        description="`cache`: stored by a run; `on_demand`: made for this answer; `memory`: made for an "
        "earlier one."
    )
    stale: bool
    run_id: int | None
    model_version: int
    scored_at: datetime
    explanation: Explanation | NoExplanation | None = Field(
        default=None,
        exclude_if=lambda explanation: explanation is None,
        description="Why it is the best tag, where `explain` asks for it.",
    )


class TextPredictions(BaseModel):
    """The predictions of the texts of a request, in their order."""

    predictions: list[TextPrediction]


def _is_unicode(text: str) -> bool:
    """Return whether a text can be written in UTF-8; JSON can carry lone surrogates, which cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class TextItem(BaseModel):
    """A text to tag, or the title and the description of a project."""

    text: str | None = None
    title: str | None = None
    description: str | None = None

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Self:
        given = [text for text in (self.text, self.title, self.description) if text is not None]
        if self.text is not None and len(given) > 1:
            raise PydanticCustomError(
                "text_ambiguous", "Send either `text`, or `title` and `description`, not both."
            )
        if not any(text.strip() for text in given):
            raise PydanticCustomError(
                "text_missing", "There is no text to classify; send `text`, or `title` and `description`."
            )
        if not all(_is_unicode(text) for text in given):
            raise PydanticCustomError(
                "text_unicode", "The text holds half of a surrogate pair, which is not valid Unicode."
            )
        longest = (info.context or {}).get("max_text_characters")
        if longest is not None and any(len(text) > longest for text in given):
            raise PydanticCustomError(
                "text_too_long", "A text may have {longest} characters at most.", {"longest": longest}
            )
        return self

    @property
    def joined(self) -> str:
        """The text as answers repeat it."""
        return self.text if self.text is not None else f"{self.title or ''} {self.description or ''}".strip()


class TextsRequest(BaseModel):
    """Texts to classify."""

    texts: list[TextItem]

    @model_validator(mode="before")
    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, dict) and isinstance(value.get("texts"), list):
            check_texts(value["texts"], (info.context or {}).get("max_texts"))
        return value


def check_texts(texts: list[Any], most: int | None) -> None:
    """Refuse an empty list of texts, or one of more than are allowed."""
    if not texts:
        raise PydanticCustomError("texts_empty", "List of texts to classify cannot be empty.")
    if most is not None and len(texts) > most:
        raise PydanticCustomError(
            "texts_too_many",
            "List of texts to classify cannot hold more than {most} texts; this one has {length}.",
            {"most": most, "length": len(texts)},
        )


class JsonPayload:
    """Any JSON, documented as the texts that the tagger takes."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Accept anything: only the model in service knows what it takes."""
        return core_schema.any_schema()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the texts."""
        return handler(TextsRequest.__pydantic_core_schema__)


class Links(BaseModel):
    """What the first page leads to; null where it is not there."""

    status: Literal["ok", "warn", "degraded", "unavailable"]
    health: str
    docs: str | None
    dashboard: str


class DatabaseHealth(BaseModel):
    """Whether the database answers."""

    status: Literal["ok", "away"]
    kind: Literal["embedded", "external"]
    version: str | None = Field(description="The version of PostgreSQL; null in production.")


class ReplicaHealth(BaseModel):
    """The replica that stored predictions are read from."""

    status: Literal["ok", "behind", "away"] = Field(
        description="The primary is read while it is `behind` by too much, or `away`."
    )
    lag_seconds: float | None = Field(description="How far it is behind; null while it is away.")


class RunHealth(BaseModel):
    """The run in service."""

    run_id: int
    published_at: datetime | None
    checked_at: datetime | None = Field(description="When it was last found to be that of the catalogue.")
    age_seconds: float | None = Field(description="How long ago that was.")
    stale: bool


class NewestRun(BaseModel):
    """The newest run, in service or not."""

    run_id: int
    status: RunStatus
    started_at: datetime
    finished_at: datetime | None


class ModelHealth(BaseModel):
    """The model in service."""

    model_version: int
    loaded: bool
    kind: Literal["native tagger", "scikit-learn tagger", "predictor"] | None = Field(
        description="What scores with it; null while it is not loaded."
    )


class NextRun(BaseModel):
    """When the schedule makes the next run."""

    due_at: datetime
    scheduler_active: bool = Field(description="Whether a scheduler is there to make it.")


class LogHealth(BaseModel):
    """The log of on-demand predictions in this worker."""

    waiting: int
    written: int
    dropped: int


class Health(BaseModel):
    """The state of every part."""

    status: Literal["ok", "warn", "degraded", "unavailable"] = Field(
        description="`warn` where all is served, and a figure of quality or drift is beyond its threshold."
    )
    problems: list[str] = Field(description="What is wrong, a sentence each.")
    database: DatabaseHealth
    replica: ReplicaHealth | None = Field(description="Null where PREDAWN_READ_DATABASE_URL is not set.")
    run: RunHealth | None
    newest_run: NewestRun | None
    next_run: NextRun | None
    model: ModelHealth | None
    inference_pending: int = Field(description="How many requests wait for the model in this worker.")
    inference_stuck: int = Field(description="How many calls of the model have not come back in time.")
    inference_log: LogHealth
    quality: QualityHealth | None = Field(description="Null until it was measured first.")
    versions: dict[str, str] | None = Field(description="Versions of the parts; null in production.")


class Live(BaseModel):
    """That the process answers."""

    status: Literal["alive"]


class Ready(BaseModel):
    """Whether requests should be sent here."""

    ready: bool
    degraded: bool = Field(description="Whether something is wrong that does not keep it from answering.")


class Performance(BaseModel):
    """Metrics of the model in service on projects that it had not seen."""

    model_version: int
    run_id: int | None
    filter: str | None
    status: str | None = Field(description="`evaluated`, or `not enough labels` where figures say little.")
    performance: dict[str, Any]
    live: LivePerformance


class Args(BaseModel):
    """The arguments of the model in service."""

    model_version: int
    run_id: int | None
    args: dict[str, Any]


class Arg(BaseModel):
    """One argument of the model in service."""

    model_version: int
    run_id: int | None
    arg: str
    value: Any


class ModelSummary(BaseModel):
    """A model in a list."""

    model_version: int
    status: ModelStatus
    in_service: bool
    predictor: str
    weighted_f1: float | None = Field(
        description="On held-out projects, of a multi-label model micro F1; null where it was not evaluated."
    )
    num_samples: int | None = Field(description="How many labelled projects it was trained on.")
    created_at: datetime


class ModelList(BaseModel):
    """All models, the newest first."""

    models: list[ModelSummary]


class ModelDetail(ModelSummary):
    """A model with all that is known of it."""

    args: dict[str, Any]
    metrics: dict[str, Any]
    training_data: dict[str, Any]
    artifact_sha256: str | None
    library_versions: dict[str, str] | None = Field(description="Null in production.")


class Counts(BaseModel):
    """How many projects a run covered, scored, carried over, saw leaving, and failed to score."""

    model_config = ConfigDict(from_attributes=True)

    total: int
    scored: int
    reused: int
    removed: int
    failed: int


class RunSummary(BaseModel):
    """A run in a list."""

    run_id: int
    status: RunStatus
    in_service: bool
    model_version: int | None
    mode: Mode
    trigger: Trigger
    counts: Counts
    started_at: datetime
    finished_at: datetime | None
    checked_at: datetime | None


class RunList(BaseModel):
    """The newest runs, the newest first."""

    runs: list[RunSummary]


class Check(BaseModel):
    """What a check found."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    status: CheckStatus
    figure: float | None
    threshold: float | None
    detail: str


class Failure(BaseModel):
    """A project that a run could not score."""

    project_id: str
    error: str


class RunDetail(RunSummary):
    """A run with all that is known of it."""

    phase: Phase
    attempt: int
    publish: bool = Field(description="Whether it was to be published by itself.")
    checks: list[Check]
    error: str | None
    failures: list[Failure] = Field(description="The first projects that it could not score.")
    attached_at: datetime | None
    pruned_at: datetime | None = Field(description="When its predictions were dropped, if they were.")


class TagChange(BaseModel):
    """How many projects went from one tag to another."""

    from_tag: str
    to_tag: str
    projects: int


class Move(BaseModel):
    """A project whose score differs between two runs, with its tag and score in either."""

    model_config = ConfigDict(from_attributes=True)

    project_id: str
    from_tag: str
    to_tag: str
    from_score: float
    to_score: float


class Diff(BaseModel):
    """How a run differs from another."""

    run_id: int
    base: int = Field(description="The run that it is compared with.")
    both: int = Field(description="How many projects are in both.")
    added: int = Field(description="How many are in this run alone.")
    removed: int = Field(description="How many are in the other alone.")
    changed: int = Field(description="How many of those in both have another tag.")
    matrix: list[TagChange] = Field(description="From which tag to which they went, the most first.")
    moves: list[Move] = Field(
        description="The projects whose score differs most, with or without another tag."
    )


class TagCount(BaseModel):
    """A tag, and how many projects have it in the run in service."""

    tag: str
    projects: int


class TagList(BaseModel):
    """The tags that the model knows or the run in service holds, by the number of projects."""

    model_version: int | None
    run_id: int | None
    tags: list[TagCount]
