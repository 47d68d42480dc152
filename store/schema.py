"""The tables of schema `predawn`, as SQLAlchemy sees them; a test compares them with the migrations."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    desc,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, JSONB, REAL, TIMESTAMP
from sqlalchemy.sql.type_api import TypeEngine

SCHEMA = "predawn"
ANALYTICS = "analytics"
VERSION_TABLE = "schema_version"
"""The table in which Alembic enters the revision of a database."""

metadata = MetaData(schema=SCHEMA)

_now = text("now()")
_json_object = text("'{}'::jsonb")
_json_list = text("'[]'::jsonb")


def _id() -> TypeEngine[str]:
    return Text(collation="C")


def _time() -> TIMESTAMP:
    return TIMESTAMP(timezone=True)


projects = Table(
    "projects",
    metadata,
    Column("project_id", _id(), primary_key=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("created_on", _time()),
    Column("tag", Text),
    Column("tags", ARRAY(Text)),
    Column("content_hash", LargeBinary, nullable=False),
    Column("first_seen_at", _time(), nullable=False, server_default=_now),
    Column("changed_at", _time(), nullable=False, server_default=_now),
    Column("removed_at", _time()),
    Column("changed_in", BigInteger),
    Column("features", Text),
    Column("corrected_tag", Text),
    Column("corrected_tags", ARRAY(Text)),
    Column("corrected_hash", LargeBinary),
    Column("corrected_at", _time()),
    Column("target", DOUBLE_PRECISION),
    Index("projects_by_change", "changed_in", postgresql_where=text("changed_in > 1 OR changed_in IS NULL")),
    Index("projects_corrected", "project_id", postgresql_where=text("corrected_hash IS NOT NULL")),
    Index(
        "projects_corrected_before",
        "project_id",
        postgresql_where=text("corrected_hash <> content_hash"),
    ),
    Index(
        "projects_labelled",
        "project_id",
        postgresql_include=["tag", "content_hash"],
        postgresql_where=text("tag IS NOT NULL AND removed_at IS NULL AND corrected_hash IS NULL"),
    ),
)

corrections = Table(
    "corrections",
    metadata,
    Column("correction_id", BigInteger, Identity(always=True), primary_key=True),
    Column("project_id", _id(), nullable=False),
    Column("content_hash", LargeBinary, nullable=False),
    Column("tag", Text),
    Column("tags", ARRAY(Text)),
    Column("reason", Text),
    Column("actor", Text, nullable=False),
    Column("made_at", _time(), nullable=False, server_default=_now),
    Column("ending", Text),
    Column("ended_by", Text),
    Column("ended_at", _time()),
    CheckConstraint("(tag IS NULL) <> (tags IS NULL)"),
    CheckConstraint("(ending IS NULL) = (ended_at IS NULL)"),
    Index("corrections_by_project", "project_id", unique=True, postgresql_where=text("ending IS NULL")),
    Index("corrections_of_project", "project_id", "correction_id"),
)

syncs = Table(
    "syncs",
    metadata,
    Column("sync_id", BigInteger, Identity(always=True), primary_key=True),
    Column("source", Text),
    Column("kind", Text, nullable=False),
    Column("settings_hash", LargeBinary),
    Column("sha256", LargeBinary),
    Column("rows_read", BigInteger, nullable=False, server_default="0"),
    Column("new", BigInteger, nullable=False, server_default="0"),
    Column("changed", BigInteger, nullable=False, server_default="0"),
    Column("removed", BigInteger, nullable=False, server_default="0"),
    Column("active", BigInteger, nullable=False, server_default="0"),
    Column("report", JSONB, nullable=False, server_default=_json_object),
    Column("synced_at", _time(), nullable=False, server_default=_now),
    Column("watermark", Text),
    Column("watermark_kind", Text),
    Column("etag", Text),
    Column("last_modified", Text),
)

rejected_rows = Table(
    "rejected_rows",
    metadata,
    Column("row_number", BigInteger, primary_key=True, autoincrement=False),
    Column("project_id", Text),
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("seen_at", _time(), nullable=False, server_default=_now),
    Column("sync_id", BigInteger, primary_key=True, autoincrement=False, server_default="0"),
)

models = Table(
    "models",
    metadata,
    Column("model_version", Integer, Identity(always=True), primary_key=True),
    Column("predictor", Text, nullable=False),
    Column("fingerprint", Text, unique=True),
    Column("artifact", LargeBinary),
    Column("artifact_sha256", Text),
    Column("args", JSONB, nullable=False, server_default=_json_object),
    Column("metrics", JSONB, nullable=False, server_default=_json_object),
    Column("training_data", JSONB, nullable=False, server_default=_json_object),
    Column("library_versions", JSONB, nullable=False, server_default=_json_object),
    Column("status", Text, nullable=False, server_default="candidate"),
    Column("created_at", _time(), nullable=False, server_default=_now),
    Index("models_one_champion", "status", unique=True, postgresql_where=text("status = 'champion'::text")),
)

word_vectors = Table(
    "word_vectors",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("created_at", _time(), nullable=False, server_default=_now),
)

model_examples = Table(
    "model_examples",
    metadata,
    Column("model_version", ForeignKey(models.c.model_version, ondelete="CASCADE"), primary_key=True),
    Column("project_id", _id(), primary_key=True),
    Column("content_hash", LargeBinary, nullable=False),
    Column("tag", Text),
    Column("tags", ARRAY(Text)),
    Column("held_out", Boolean, nullable=False),
    Column("predicted_tag", Text),
    Column("predicted_tags", ARRAY(Text)),
    Column("score", REAL),
    Index("model_examples_by_content", "model_version", "content_hash"),
)

promotions = Table(
    "promotions",
    metadata,
    Column("promotion_id", BigInteger, Identity(always=True), primary_key=True),
    Column("from_version", ForeignKey(models.c.model_version)),
    Column("to_version", ForeignKey(models.c.model_version), nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("promoted_at", _time(), nullable=False, server_default=_now),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", BigInteger, Identity(always=True), primary_key=True),
    Column("model_version", ForeignKey(models.c.model_version)),
    Column("mode", Text, nullable=False),
    Column("publish", Boolean, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="1"),
    Column("publication_seen", BigInteger),
    Column("base_run", BigInteger),
    Column("total", BigInteger, nullable=False, server_default="0"),
    Column("scored", BigInteger, nullable=False, server_default="0"),
    Column("reused", BigInteger, nullable=False, server_default="0"),
    Column("removed", BigInteger, nullable=False, server_default="0"),
    Column("failed", BigInteger, nullable=False, server_default="0"),
    Column("checks", JSONB, nullable=False, server_default=_json_list),
    Column("error", Text),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started_at", _time(), nullable=False, server_default=_now),
    Column("heartbeat_at", _time(), nullable=False, server_default=_now),
    Column("cancel_requested_at", _time()),
    Column("attached_at", _time()),
    Column("finished_at", _time()),
    Column("checked_at", _time()),
    Column("pruned_at", _time()),
    Column("whole_run", BigInteger),
    Column("last_sync", BigInteger),
    Column("own_rows", BigInteger),
    Column("labels_as_of", BigInteger),
    Column("set_aside", BigInteger),
    Index("runs_one_running", "status", unique=True, postgresql_where=text("status = 'running'::text")),
)

run_selections = Table(
    "run_selections",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), primary_key=True),
    Column("project_id", _id(), primary_key=True),
)

run_chunks = Table(
    "run_chunks",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), primary_key=True),
    Column("chunk_id", Integer, primary_key=True),
    Column("first_id", _id(), nullable=False),
    Column("last_id", _id(), nullable=False),
    Column("project_ids", ARRAY(_id())),
    Column("status", Text, nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("rows", BigInteger),
    Column("failed", BigInteger),
    Column("worker", Text),
    Column("started_at", _time()),
    Column("finished_at", _time()),
)

run_phases = Table(
    "run_phases",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("phase", Text, primary_key=True),
    Column("began_at", _time(), nullable=False, server_default=text("clock_timestamp()")),
    Column("ended_at", _time()),
    Column("rows", BigInteger),
)

run_failures = Table(
    "run_failures",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), primary_key=True),
    Column("project_id", _id(), primary_key=True),
    Column("content_hash", LargeBinary, nullable=False),
    Column("error", Text, nullable=False),
    Column("failed_at", _time(), nullable=False, server_default=_now),
)

predictions = Table(
    "predictions",
    metadata,
    Column("run_id", BigInteger, primary_key=True, autoincrement=False),
    Column("project_id", _id(), primary_key=True),
    Column("predicted_tag", Text),
    Column("score", REAL),
    Column("tags", ARRAY(Text)),
    Column("scores", ARRAY(REAL)),
    Column("content_hash", LargeBinary, nullable=False),
    Column("model_version", Integer, nullable=False),
    Column("scored_at", _time(), nullable=False),
    Column("origin", Text, nullable=False),
    Column("value", DOUBLE_PRECISION),
    Column("items", ARRAY(Text)),
    Column("item_scores", ARRAY(DOUBLE_PRECISION)),
    postgresql_partition_by="LIST (run_id)",
)
Index(
    "predictions_by_tag",
    predictions.c.run_id,
    predictions.c.predicted_tag,
    desc(predictions.c.score),
    predictions.c.project_id,
)

prediction_deltas = Table(
    "prediction_deltas",
    metadata,
    Column("run_id", BigInteger, primary_key=True, autoincrement=False),
    Column("project_id", _id(), primary_key=True),
    Column("predicted_tag", Text),
    Column("score", REAL),
    Column("tags", ARRAY(Text)),
    Column("scores", ARRAY(REAL)),
    Column("content_hash", LargeBinary),
    Column("model_version", Integer),
    Column("scored_at", _time()),
    Column("origin", Text),
    Column("value", DOUBLE_PRECISION),
    Column("items", ARRAY(Text)),
    Column("item_scores", ARRAY(DOUBLE_PRECISION)),
    postgresql_partition_by="LIST (run_id)",
)
Index(
    "prediction_deltas_by_tag",
    prediction_deltas.c.run_id,
    prediction_deltas.c.predicted_tag,
    desc(prediction_deltas.c.score),
    prediction_deltas.c.project_id,
)

publications = Table(
    "publications",
    metadata,
    Column("publication_id", BigInteger, Identity(always=True), primary_key=True),
    Column("from_run", ForeignKey(runs.c.run_id)),
    Column("to_run", ForeignKey(runs.c.run_id), nullable=False),
    Column("kind", Text, nullable=False),
    Column("forced", Boolean, nullable=False, server_default=text("false")),
    Column("actor", Text, nullable=False),
    Column("reason", Text),
    Column("published_at", _time(), nullable=False, server_default=_now),
)

canaries = Table(
    "canaries",
    metadata,
    Column("canary_id", BigInteger, Identity(always=True), primary_key=True),
    Column("run_id", BigInteger, nullable=False),
    Column("from_run", BigInteger, nullable=False),
    Column("share", Integer, nullable=False),
    Column("projects", BigInteger, nullable=False),
    Column("differing", BigInteger, nullable=False),
    Column("unknown", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("started_at", _time(), nullable=False, server_default=text("clock_timestamp()")),
    Column("ending", Text),
    Column("ended_by", Text),
    Column("ended_reason", Text),
    Column("ended_at", _time()),
)
Index(
    "canaries_one_running",
    canaries.c.ending.is_(None),
    unique=True,
    postgresql_where=canaries.c.ending.is_(None),
)

canary_requests = Table(
    "canary_requests",
    metadata,
    Column("canary_id", ForeignKey(canaries.c.canary_id), nullable=False),
    Column("on_canary", Boolean, nullable=False),
    Column("requests", BigInteger, nullable=False),
    Column("errors", BigInteger, nullable=False),
    Column("counted_at", _time(), nullable=False, server_default=text("clock_timestamp()")),
    Index("canary_requests_of_canary", "canary_id", "on_canary"),
)

serving = Table(
    "serving",
    metadata,
    Column("singleton", Boolean, CheckConstraint("singleton"), primary_key=True, server_default=text("true")),
    Column("run_id", ForeignKey(runs.c.run_id)),
    Column("publication_id", ForeignKey(publications.c.publication_id)),
    Column("moved_at", _time()),
    Column("canary_id", ForeignKey(canaries.c.canary_id)),
    Column("canary_at", _time()),
    Column("checked_at", _time()),
)

erasures = Table(
    "erasures",
    metadata,
    Column("erasure_id", BigInteger, Identity(always=True), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("history", Boolean, nullable=False),
    Column("counts", JSONB, nullable=False),
    Column("actor", Text, nullable=False),
    Column("erased_at", _time(), nullable=False, server_default=_now),
)

forgotten_projects = Table(
    "forgotten_projects",
    metadata,
    Column("id_sha256", LargeBinary, primary_key=True),
    Column("forgotten_at", _time(), nullable=False, server_default=_now),
    CheckConstraint("octet_length(id_sha256) = 32"),
)

prediction_changes = Table(
    "prediction_changes",
    metadata,
    Column("publication_id", ForeignKey(publications.c.publication_id), nullable=False),
    Column("project_id", _id(), nullable=False),
    Column("from_run", BigInteger, nullable=False),
    Column("to_run", BigInteger, nullable=False),
    Column("from_tag", Text),
    Column("to_tag", Text),
    Column("from_score", REAL),
    Column("to_score", REAL),
    Column("changed_at", _time(), nullable=False, server_default=_now),
    Column("change_id", BigInteger, Identity(always=True), primary_key=True),
    Column("presence", Text),
    Column("from_tags", ARRAY(Text)),
    Column("to_tags", ARRAY(Text)),
    Column("from_value", DOUBLE_PRECISION),
    Column("to_value", DOUBLE_PRECISION),
    Column("from_items", ARRAY(Text)),
    Column("to_items", ARRAY(Text)),
    Index("prediction_changes_by_publication", "publication_id"),
    Index("prediction_changes_by_time", "changed_at"),
    Index("prediction_changes_by_project", "project_id", "change_id"),
)

change_feed = Table(
    "change_feed",
    metadata,
    Column("singleton", Boolean, CheckConstraint("singleton"), primary_key=True, server_default=text("true")),
    Column("kept_after", BigInteger, nullable=False, server_default=text("0")),
    Column("first_publication", BigInteger),
    Column("first_change", BigInteger),
)

deleted_projects = Table(
    "deleted_projects",
    metadata,
    Column("project_id", _id(), primary_key=True),
)

popular_predictions = Table(
    "popular_predictions",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), primary_key=True),
    Column("content_hash", LargeBinary, primary_key=True),
    Column("predicted_tag", Text),
    Column("score", REAL),
    Column("tags", ARRAY(Text)),
    Column("scores", ARRAY(REAL)),
    Column("model_version", Integer, nullable=False),
    Column("scored_at", _time(), nullable=False, server_default=_now),
    Column("value", DOUBLE_PRECISION),
    Column("items", ARRAY(Text)),
    Column("item_scores", ARRAY(DOUBLE_PRECISION)),
    Column("in_domain", REAL),
)

inference_log = Table(
    "inference_log",
    metadata,
    Column("inference_id", BigInteger, Identity(always=True), primary_key=True),
    Column("asked_at", _time(), nullable=False, server_default=_now),
    Column("project_id", _id()),
    Column("title", Text),
    Column("description", Text),
    Column("content_hash", LargeBinary),
    Column("predicted_tag", Text),
    Column("score", REAL),
    Column("tags", ARRAY(Text)),
    Column("scores", ARRAY(REAL)),
    Column("model_version", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("latency_seconds", REAL, nullable=False),
    Column("in_domain", REAL),
    Column("value", DOUBLE_PRECISION),
    Column("items", ARRAY(Text)),
    Column("item_scores", ARRAY(DOUBLE_PRECISION)),
    Index("inference_log_by_time", "asked_at"),
    Index(
        "inference_log_on_unknown_ground",
        "model_version",
        "content_hash",
        desc("inference_id"),
        postgresql_where=text("project_id IS NULL AND in_domain < 0.05"),
    ),
)

run_figures = Table(
    "run_figures",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("value", DOUBLE_PRECISION),
    Column("threshold", DOUBLE_PRECISION),
    Column("detail", Text, nullable=False),
    Column("measured_at", _time(), nullable=False, server_default=_now),
)

run_distributions = Table(
    "run_distributions",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("distribution", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("items", BigInteger, nullable=False),
    Column("lower", DOUBLE_PRECISION),
    Column("upper", DOUBLE_PRECISION),
    Column("mean_score", DOUBLE_PRECISION),
    Column("accuracy", DOUBLE_PRECISION),
    Column("score_sum", BigInteger),
)

label_changes = Table(
    "label_changes",
    metadata,
    Column("change_id", BigInteger, Identity(always=True), primary_key=True),
    Column("project_id", _id()),
    Column("tag", Text),
    Column("tags", ARRAY(Text)),
)

run_label_counts = Table(
    "run_label_counts",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), nullable=False),
    Column("known_tag", Text, nullable=False),
    Column("best_tag", Text, nullable=False),
    Column("score_bin", Integer, nullable=False),
    Column("projects", BigInteger, nullable=False),
    Column("score_sum", BigInteger, nullable=False),
    Index("run_label_counts_by_run", "run_id"),
)

run_label_set_counts = Table(
    "run_label_set_counts",
    metadata,
    Column("run_id", ForeignKey(runs.c.run_id, ondelete="CASCADE"), nullable=False),
    Column("score_bin", Integer),
    Column("items", BigInteger, nullable=False),
    Column("correct", BigInteger, nullable=False),
    Column("known_tags", BigInteger, nullable=False),
    Column("score_sum", BigInteger, nullable=False),
    Index("run_label_set_counts_by_run", "run_id"),
)

webhook_events = Table(
    "webhook_events",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("event", Text, nullable=False),
    Column("run_id", BigInteger),
    Column("body", Text, nullable=False),
    Column("created_at", _time(), nullable=False, server_default=_now),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", _time(), nullable=False, server_default=_now),
    Column("delivered_at", _time()),
    Column("given_up_at", _time()),
    Column("error", Text),
    Index(
        "webhook_events_waiting",
        "next_attempt_at",
        postgresql_where=text("delivered_at IS NULL AND given_up_at IS NULL"),
    ),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("key_id", Integer, Identity(always=True), primary_key=True),
    Column("key_sha256", LargeBinary, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("created_at", _time(), nullable=False, server_default=_now),
    Column("revoked_at", _time()),
)

api_access = Table(
    "api_access",
    metadata,
    Column("singleton", Boolean, primary_key=True, server_default=text("true")),
    Column("requires_key", Boolean, nullable=False, server_default=text("false")),
    Column("signing_secret", LargeBinary, nullable=False),
    CheckConstraint("singleton"),
    CheckConstraint("octet_length(signing_secret) >= 32"),
)

api_openings = Table(
    "api_openings",
    metadata,
    Column("opening_id", Integer, Identity(always=True), primary_key=True),
    Column("actor", Text, nullable=False),
    Column("opened_at", _time(), nullable=False, server_default=_now),
)

ended_sessions = Table(
    "ended_sessions",
    metadata,
    Column("session_id", LargeBinary, primary_key=True),
    Column("expires_at", _time(), nullable=False),
    CheckConstraint("octet_length(session_id) = 16"),
    CheckConstraint("isfinite(expires_at)"),
)
