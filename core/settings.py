"""Every setting of Predawn, with its help text; read once, by the command line or the app factory."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from core.errors import InputError
from core.setting_kinds import (
    AccessLogContent,
    DocsUrl,
    Escape,
    Features,
    InferenceLogContent,
    Separator,
    Share,
    Size,
    Span,
    TagColumn,
    WebhookUrl,
)
from core.types import DEFAULT_MAX_RANKED, MAX_RANKED

ENV_FILE: Final = ".env"
"""The file of settings in the working directory."""


class Settings(BaseSettings):
    """The settings, from `PREDAWN_*` variables and a `.env` file; flags of a command win over them."""

    model_config = SettingsConfigDict(
        env_prefix="PREDAWN_", env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = Field(
        default=Path(".predawn"),
        description="The folder of the embedded PostgreSQL server, made at first use.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="A PostgreSQL 15 or later, as postgresql://user:password@host:port/database. "
        "Without it, an embedded server is started in PREDAWN_HOME.",
    )
    read_database_url: SecretStr | None = Field(
        default=None,
        description="A streaming replica of that database, which the API reads stored predictions from: "
        "lookups, listings and histories. While it cannot be reached or is too far behind, the primary is "
        "read.",
    )
    max_replica_lag: Span = Field(
        default=timedelta(minutes=1),
        description="How far the replica may be behind before the primary is read, such as 30s; while the "
        "primary is unavailable, the replica is read regardless of its lag.",
    )
    connect_timeout_seconds: int = Field(
        default=5, ge=1, description="How long to wait for a connection to the database, in seconds."
    )

    catalogue: str | None = Field(
        default=None,
        description="The source of the catalogue: a path or URL of CSV, JSON, NDJSON or Parquet, "
        "compressed or not, or a SQLAlchemy URL together with PREDAWN_CATALOGUE_QUERY.",
    )
    catalogue_query: str | None = Field(
        default=None, description="The query that reads the catalogue where its source is a database."
    )
    catalogue_format: Literal["auto", "csv", "json", "ndjson", "parquet"] = Field(
        default="auto", description="The format of the source; `auto` goes by the file name."
    )
    catalogue_encoding: str = Field(
        default="utf-8", description="The encoding of CSV, JSON and NDJSON sources, such as latin-1."
    )
    catalogue_overlap: Annotated[Span, Field(ge=timedelta(0))] = Field(
        default=timedelta(minutes=5),
        description="How far before the watermark a query with `:since` begins reading, such as 15m, for "
        "rows that were committed late; of a watermark that is a number, as many as there are seconds.",
    )
    reconcile: Annotated[Span, Field(ge=timedelta(0))] = Field(
        default=timedelta(days=7),
        description="How often the whole of a source is read whose query has `:since`, such as 1d, because "
        "it may not say everything that it has lost.",
    )
    csv_separator: Separator = Field(
        default="auto",
        description="The character between the values of a CSV, or `tab`. `auto` takes the comma, semicolon, "
        "tab or "
        "bar by which the header has the columns of a catalogue.",
    )
    csv_escape: Escape | None = Field(
        default=None,
        description="The character before a quote, a separator or a line break that is text in a CSV, such "
        "as "
        "`backslash`. Without it, quotes within quoted values are doubled.",
    )
    max_source_bytes: Size | None = Field(
        default=None,
        description="How many bytes the source may have, unpacked, such as 512MiB; by default 64GiB for a "
        "URL or a pipe, and any number for a file of this machine.",
    )
    column_id: str | None = Field(
        default=None,
        description="The column of project ids; by default `project_id`, or else `id`. A column of CSV, "
        "Parquet or a "
        "query may be named by its number, as `#1`, if it has no name of its own.",
    )
    column_title: str = Field(default="title", description="The column of titles.")
    column_description: str = Field(default="description", description="The column of descriptions.")
    column_created_on: str = Field(
        default="created_on", description="The column of creation times; it may be absent."
    )
    column_tag: TagColumn = Field(
        default="tag",
        description="The column of known tags; it may be absent, and an empty tag is unknown. `-` stands for "
        "no column.",
    )
    column_tags: TagColumn = Field(
        default="tags",
        description="The column of lists of known tags, of catalogues whose projects have several; it may be "
        "absent. A catalogue has this column or that of single tags: `-` stands for no column.",
    )
    column_target: str | None = Field(
        default=None,
        description="The column of known numbers, which predicted ones are compared with. Without it there "
        "is none; predictors never see it.",
    )
    column_updated_at: str = Field(
        default="updated_at",
        description="The column of a query with `:since` that says when a row changed last: a time, or a "
        "number that grows with each change. Its largest value is the watermark of the next sync.",
    )
    column_removed: str | None = Field(
        default=None,
        description="The column that marks removed rows: true, a number other than 0, or a time. Without it "
        "there is none.",
    )
    features: Features = Field(
        default=(),
        description="Further columns that predictors read, each with its type (int, float, str, bool or "
        "date), such as `stars:int, language:str`. They become a part of what identifies an input, so that "
        "a project is scored again when one of them changes.",
    )
    max_shrink: Share = Field(
        default=0.2, description="The largest share of its projects that a catalogue may lose in one sync."
    )

    max_delta: Share = Field(
        default=0.1,
        description="The largest share of a whole run that a later run may hold as its difference from it; "
        "beyond that a run is stored whole again. With 0 every run that differs is.",
    )

    predictor: str | None = Field(
        default=None,
        description="A custom predictor, as package.module:Class, or a ready-made one: `sklearn`, `onnx` or "
        "`mlflow`; by default the trained tagger.",
    )
    predictor_config: Path | None = Field(
        default=None, description="A TOML file that is handed to the predictor as its configuration."
    )
    predictor_path: Path | None = Field(
        default=None, description="A folder appended to the module path, where the predictor is found."
    )
    min_score: Share | None = Field(
        default=None,
        description="The score below which a model answers `other`: for a newly trained tagger 0.3 unless it "
        "is set, for a custom predictor none. A multi-label tagger has thresholds that training finds.",
    )
    max_ranked: int = Field(
        default=DEFAULT_MAX_RANKED,
        ge=1,
        le=MAX_RANKED,
        description="The most items of a ranking that a custom predictor returns; more of them is an error. "
        "With another limit the next run ranks everything anew.",
    )

    engine: Literal["auto", "threading", "loky", "dask"] = Field(
        default="auto",
        description="The engine that scores the chunks: `threading`, `loky` (processes), `dask` (a cluster), "
        "or `auto`, which uses processes if there is more than one chunk to score, unless the native tagger "
        "scores them, or a custom predictor that mostly waits or is soon done.",
    )
    dask_scheduler: str | None = Field(
        default=None,
        pattern=r"^[a-z]+://[^@]+$",
        description="The address of the scheduler of the Dask cluster, as tcp://host:8786 or "
        "tls://host:8786, where PREDAWN_ENGINE is `dask`.",
    )
    workers: int | None = Field(
        default=None,
        ge=1,
        description="How many workers score; by default one a processor. On a cluster, how many chunks it is "
        "given at a time; by default all of them.",
    )
    chunk_rows: int = Field(
        default=20_000, ge=1, description="How many projects are scored and stored in one transaction."
    )
    project_timeout_seconds: float = Field(
        default=60.0,
        gt=0,
        description="How long a custom predictor may take for one project in a run, in seconds; then the "
        "project counts as failed. A call with several projects may take twenty times as long as usual.",
    )
    max_failures: Share = Field(
        default=0.01, description="The share of projects that may fail to be scored before the run fails."
    )

    popular_texts: int = Field(
        default=1000,
        ge=0,
        description="How many texts each run scores in advance: those that `/predict` was asked for most in "
        "the last 30 days and that no project has.",
    )

    min_coverage: Share = Field(
        default=0.99, description="Check: the smallest share of the catalogue that a run must cover."
    )
    max_other: Share = Field(
        default=0.5,
        description="Check: the largest share of projects that may be predicted as `other`, or of rankings "
        "that may be empty.",
    )
    max_psi: float = Field(
        default=0.25,
        ge=0,
        description="Check: the largest population stability index of the tag distribution, or of numbers "
        "over the deciles of the run in service, against the run in service.",
    )
    max_churn: Share = Field(
        default=0.25,
        description="Check: the largest share of the projects in both runs whose tag, or any of whose tags, "
        "may differ from the run in service. Numbers differ if they moved by more than PREDAWN_MAX_MOVE; of "
        "rankings it is the mean share of items that are others.",
    )
    max_move: float = Field(
        default=0.1,
        ge=0,
        description="How far a predicted number may move and still count as the same for PREDAWN_MAX_CHURN, "
        "as a part of the interquartile range of the run in service.",
    )
    max_f1_drop: Share = Field(
        default=0.02,
        description="How much lower a model's F1 may be than the champion's, on the held-out projects that "
        "both have, for it to be promoted without --force.",
    )
    min_f1: Share = Field(
        default=0.5,
        description="Check: the lowest weighted F1 on labels that the model was not trained on; for a "
        "multi-label model, the lowest micro F1.",
    )
    warn_psi: float = Field(
        default=0.1,
        ge=0,
        description="Warning: the population stability index of tags, scores or text lengths against the run "
        "in service above which a run is shown with a `warn`; it is published anyway.",
    )
    warn_training_psi: float = Field(
        default=0.25,
        ge=0,
        description="Warning: the same for the tags of a run against those that its model was trained on.",
    )
    warn_traffic_psi: float = Field(
        default=0.5,
        ge=0,
        description="Warning: the same for the tags of on-demand traffic, against the run in service and "
        "against training.",
    )
    warn_js: Share = Field(
        default=0.2,
        description="Warning: the Jensen-Shannon distance, between 0 and 1, of the tags of a run from those "
        "of the run in service and of training.",
    )
    warn_calibration: Share = Field(
        default=0.15,
        description="Warning: the expected calibration error on labels that the model was not trained on.",
    )
    warn_vocabulary: Share = Field(
        default=0.5,
        description="Warning: the share of the words of texts, in the catalogue or in on-demand traffic, "
        "below which too few are known to the model.",
    )
    traffic_window: Span = Field(
        default=timedelta(days=7),
        description="How far back the figures of on-demand traffic reach, such as 24h or 7d; of more than "
        "10,000 answers the newest count.",
    )
    publish_wait_seconds: float = Field(
        default=30.0,
        ge=0,
        description="How long publishing waits for transactions that began before the new run was "
        "attached, in seconds.",
    )
    keep_published: int = Field(
        default=7, ge=2, description="How many published runs are retained; at least 2, for a rollback."
    )
    keep_unpublished: int = Field(
        default=2,
        ge=0,
        description="How many runs of each of ready, held and failed are retained; with 0, a run that is "
        "held or ready has no predictions any more when it ends, and cannot be published.",
    )

    keep_history: Span = Field(
        default=timedelta(days=365),
        description="How long runs without predictions, publications and their changes are kept, such as "
        "90d: so far back reach the histories of projects.",
    )
    keep_history_runs: int = Field(
        default=10_000, ge=10, description="How many runs that history goes back at most."
    )

    stale_after: Span = Field(
        default=timedelta(hours=36),
        description="The age of the last check beyond which an answer is stale, such as 36h or 90m.",
    )
    log_format: Literal["auto", "text", "json"] = Field(
        default="auto", description="How log lines look: `auto` is text in a terminal and JSON elsewhere."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The lowest level that is logged."
    )

    access_log: AccessLogContent = Field(
        default="all",
        description="Which requests `predawn serve` writes a line for: `all`, `errors` (statuses from 400), "
        "`1/N` (errors, and one in N of the others), or `off`. The lines are of the level `info`, so "
        "a higher PREDAWN_LOG_LEVEL leaves them out too.",
    )

    host: str = Field(default="127.0.0.1", description="The address that `predawn serve` listens on.")
    port: int = Field(
        default=8000, ge=0, le=65535, description="The port that it listens on; 0 takes any that is free."
    )
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="The addresses or networks, comma-separated, of proxies that are trusted for the scheme "
        "and the client of a request (`X-Forwarded-Proto`, `X-Forwarded-For`); `*` trusts every client.",
    )
    allowed_hosts: str = Field(
        default="",
        pattern=r"^ *((\*|(\*\.)?[A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\])( *, *|$))*$",
        description="The hosts, comma-separated and without ports, that requests may name in their `Host` "
        "header, such as predictions.example.org or *.example.org, beside the names of this machine itself; "
        "`*` allows every host. Where it is not set, a server that listens on a loopback address answers for "
        "`localhost` and loopback addresses alone, and any other server for every host.",
    )
    root_path: str = Field(
        default="",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        description="The path prefix that a proxy removes, such as /predawn; URLs in answers and "
        "in the documentation begin with it.",
    )
    keep_alive_seconds: float = Field(
        default=5.0,
        gt=0,
        description="How long a connection without a request is kept; set it longer than the proxy in front "
        "does, which otherwise uses connections that are being closed.",
    )
    request_head_seconds: float = Field(
        default=10.0,
        gt=0,
        description="How long a client may take for the head of a request, from its first byte to its last; "
        "then it is refused (408), and so is a request of whose body nothing comes for as long. A new "
        "connection over which nothing comes for as long is closed.",
    )
    worker_timeout_seconds: float = Field(
        default=20.0,
        gt=0,
        description="How long a worker of `predawn serve --workers` may hang before it is killed and "
        "replaced, in seconds.",
    )
    stop_seconds: float = Field(
        default=30.0,
        ge=0,
        description="How long a stopping server waits for the requests that it has, once "
        "PREDAWN_DRAIN_SECONDS are over.",
    )
    docs_url: DocsUrl = Field(
        default="/docs",
        pattern=r"^/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-]$",
        description="The path of the interactive documentation of the API; `redoc` and `openapi.json` are "
        "beside it.",
    )
    production: bool = Field(
        default=False,
        description="Production: the API shows neither its documentation nor the versions of its parts.",
    )
    drain_seconds: float = Field(
        default=2.0,
        ge=0,
        description="How long a server still takes requests after a request to stop (SIGTERM), while "
        "`/health/ready` sends load balancers away and answers end their connections, in seconds.",
    )
    api_sessions: int = Field(
        default=8,
        ge=1,
        description="How many database sessions an API worker has at most for all but lookups: on-demand "
        "answers, listings, and their log.",
    )
    lookup_sessions: int = Field(
        default=2,
        ge=1,
        description="How many database sessions an API worker has for lookups. Lookups that wait at the same "
        "moment share a statement, so few are needed.",
    )
    lookup_queue: int = Field(
        default=4096,
        ge=1,
        description="How many lookups may wait for the database in an API worker; more are answered with "
        "503.",
    )
    lookup_timeout_seconds: float = Field(
        default=2.0,
        gt=0,
        description="How long a lookup waits for the database before it is answered with 503, in seconds.",
    )
    fast_path: bool = Field(
        default=True,
        description="Answer lookups and `POST /predict` ahead of FastAPI's routing, in their usual form "
        "within the protocol of uvicorn. Without it the same answers are served more slowly.",
    )
    max_age: Span = Field(
        default=timedelta(0),
        description="How long clients and caches may keep the stored prediction of a project without asking "
        "again, such as 30s; by default they ask each time, and get 304 while nothing has changed.",
    )
    metrics_folder: Path | None = Field(
        default=None,
        description="The folder in which the workers of the API share their counts for `/metrics`; "
        "`predawn serve --workers` makes one by itself. It must be empty when the server starts.",
    )
    max_body_bytes: int = Field(
        default=2_097_152,
        ge=1,
        description="The largest body of a request, in bytes; more is answered with 413.",
    )
    max_ids: int = Field(
        default=10_000,
        ge=1,
        description="How many projects one request to `/prediction-lookups`, or to `/predictions` by `ids`, "
        "may name.",
    )
    max_texts: int = Field(
        default=1000,
        ge=1,
        description="How many texts one request to `/predict` may hold, and how many projects one to "
        "`/prediction-lookups` may name with `infer`.",
    )
    max_text_characters: int = Field(
        default=20_000, ge=1, description="How many characters a text of a request may have."
    )
    inference_threads: int = Field(
        default=2,
        ge=1,
        description="How many threads of an API worker run the model; a custom predictor is called from all "
        "of them.",
    )
    inference_queue: int = Field(
        default=64,
        ge=0,
        description="How many requests may wait for the model in an API worker, where it is not the native "
        "tagger; more are answered with 503.",
    )
    inference_timeout_seconds: float = Field(
        default=30.0,
        gt=0,
        description="How long a request waits for the model, in seconds. A call that takes longer counts as "
        "stuck, and another thread replaces its thread.",
    )
    inference_batch: int = Field(
        default=64,
        ge=1,
        description="How many texts of requests that wait at the same moment share a call of the model at "
        "most, where it is not the native tagger; fewer where that saves no time. 1 calls it for each.",
    )
    inference_memory: int = Field(
        default=4096,
        ge=0,
        description="How many on-demand answers an API worker keeps in memory; 0 keeps none.",
    )
    inference_log: InferenceLogContent = Field(
        default="text",
        description="What the log of on-demand predictions keeps of the input: `text`, its `hash`, or "
        "`nothing`; `off` keeps no log. Popular texts can be scored ahead with `text` alone.",
    )
    inference_log_retention: Span = Field(
        default=timedelta(days=90),
        description="How long entries of the log of on-demand predictions are kept; each run deletes older "
        "ones.",
    )
    inference_log_queue: int = Field(
        default=10_000,
        ge=1,
        description="How many on-demand predictions wait to be logged; more are dropped and counted.",
    )

    schedule: str = Field(
        default="0 3 * * *",
        description="When `predawn schedule` starts a run, as a cron line: minute, hour, day of the month, "
        "month, weekday (0 and 7 are Sunday).",
    )
    timezone: str = Field(
        default="UTC", description="The time zone of schedules, by its IANA name, such as Europe/Berlin."
    )
    misfire_grace: Span = Field(
        default=timedelta(hours=24),
        description="How late a missed due time is still caught up on, such as 6h or 7d; after that it is "
        "logged, and the next one counts. 0 makes up for nothing; a due time that is noticed within 30 "
        "seconds is on time.",
    )

    webhook_url: WebhookUrl | None = Field(
        default=None,
        description="An http or https address that receives a POST of JSON when a run is published, held or "
        "failed, when a scheduled training failed, when a due time was missed, and when figures of "
        "quality or drift warn.",
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="The secret that signs requests to the webhook, by HMAC-SHA256 in the header "
        "`Predawn-Signature`; without it they are not signed.",
    )
    webhook_timeout_seconds: float = Field(
        default=3.0,
        gt=0,
        description="How long one try to reach the webhook may take, in seconds. A run never waits longer "
        "than five seconds for all of them; undelivered events are retried later.",
    )

    tagger: Literal["auto", "native", "scikit-learn"] = Field(
        default="auto",
        description="The implementation of a trained tagger: `native` (compiled), `scikit-learn`, or `auto`, "
        "which takes the native one where it is built and agrees with scikit-learn.",
    )
    word_vectors: Literal["bundled", "off"] | Path = Field(
        default="bundled",
        description="The word vectors that training tries: `bundled`, those that ship, `off` for none, or "
        "the path of others, a text file of word2vec in UTF-8. A model keeps what it was trained with.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Leave out sources that have nothing: each looks at every field, which takes milliseconds."""
        has_file = isinstance(dotenv_settings, DotEnvSettingsSource) and bool(dotenv_settings.env_vars)
        return (init_settings, env_settings, *([dotenv_settings] if has_file else []))


class UnusableSettingsError(InputError):
    """Values of settings, or the file that has them, are not usable.

    Attributes
    ----------
    usable
        The settings that are, with defaults for the others.
    """

    def __init__(self, message: str, usable: Settings) -> None:
        super().__init__(message)
        self.usable = usable


def load_settings(**overrides: Any) -> Settings:
    """Read the settings; overrides that are not None win over the environment and `.env`.

    Raises
    ------
    UnusableSettingsError
        If a value is not usable, with the name of its variable, or `.env` cannot be read.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise UnusableSettingsError(_describe(error), _usable(given)) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        file = Path.cwd() / ENV_FILE
        message = f"The settings in {file} cannot be read: {reason}. Correct the file, or remove it."
        raise UnusableSettingsError(message, _usable({**given, "_env_file": None})) from None


def _usable(given: dict[str, Any]) -> Settings:
    """Return the settings with the defaults in the place of values that are not usable."""
    try:
        return Settings(**given)
    except ValidationError as error:
        names = {str(problem["loc"][0]) for problem in error.errors()}
        defaults = {name: Settings.model_fields[name].get_default() for name in names}
        return Settings(**{**given, **defaults})


def _describe(error: ValidationError) -> str:
    problems = []
    for problem in error.errors():
        name = "PREDAWN_" + "_".join(str(part) for part in problem["loc"]).upper()
        # What has an @ in it may be an address with a password before it.
        hidden = _is_secret(problem["loc"]) or "@" in str(problem["input"])
        shown = "" if hidden else f", not {problem['input']!r}"
        problems.append(f"{name}: {problem['msg'].lower()}{shown}")
    return "A setting is not usable. " + "; ".join(problems) + ". Correct it, or unset it."


def _is_secret(location: tuple[int | str, ...]) -> bool:
    field = Settings.model_fields.get(str(location[0])) if location else None
    return field is not None and SecretStr.__name__ in repr(field.annotation)


def unknown_variables() -> list[str]:
    """Return the variables, in the environment or `.env`, that begin like settings of Predawn but are not."""
    known = {f"PREDAWN_{name.upper()}" for name in Settings.model_fields}
    # In neither place does case matter.
    given = {name.upper() for name in (*os.environ, *DotEnvSettingsSource(Settings).env_vars)}
    return sorted(name for name in given if name.startswith("PREDAWN_") and name not in known)
