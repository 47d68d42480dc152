"""`predawn doctor`: examining settings, database, build and content."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from typing import Final

import typer
from sqlalchemy import Connection, Engine

from api.http.clock import describe_skew
from api.http.freshness import is_stale
from batch.sources.source import open_source
from batch.sources.sql import CONFIDENTIAL_NAME
from batch.workers.engines import check_engine, count_workers
from batch.workers.trial import Trial, try_predictor
from cli.context import read_settings
from cli.documents import AsJson, Document
from cli.exit_codes import FAILED
from cli.output import show
from cli.printable import printable
from cli.tables import console
from core.cron import DueTimes, find_zone
from core.errors import InputError, PredawnError, StoreError
from core.setting_kinds import write_value
from core.settings import Settings, unknown_variables
from core.types import Model, Output, RunStatus
from core.wording import count_of
from model.loading import ScorerOptions, explain_mismatch, explain_unusable
from model.native.choice import is_native_chosen
from model.native.tagger import BUILT
from model.predictors.interface import PredictorIdentity
from model.predictors.source import PREDAWN_PACKAGES
from store import api_access
from store.catalogue import projects
from store.connect.database import Database, find_replica, open_database
from store.connect.engine import Role, check_server, check_sessions
from store.connect.errors import translate_errors
from store.connect.server_advice import find_advice
from store.connect.session_state import read_session_state
from store.models import registry
from store.readiness import check_readable
from store.revision import check_migrated
from store.runs import ledger
from store.runs import lock as run_lock
from store.serving import pointer
from store.serving.snapshot import find_model, read_snapshot

_PASSWORD = re.compile(r"(://[^:/?#@]*:)[^/?#]*@")
_SECRET_PARAMETER = re.compile(rf"({CONFIDENTIAL_NAME}=)[^&#]*", re.IGNORECASE)
_WEB_LOGIN = re.compile(r"://[^/?#]*@")
_NATIVE_GAIN = "the native tagger scores more than 20 times as many texts a second"
_TRIAL_SECONDS = 30.0


class Verdict(StrEnum):
    """The severity of a finding."""

    GOOD = "ok"
    REMARK = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one examination."""

    verdict: Verdict
    subject: str
    detail: str


FINDINGS: Final = Document("doctor", list[Finding])


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what is set, reachable, built and fresh; the exit code is 5 if there is a problem."""
    settings = read_settings(context)
    findings = list(_examine(settings))
    if as_json:
        FINDINGS.print(findings)
    else:
        for finding in findings:
            console().print(printable(f"{finding.verdict:<8} {finding.subject:<12} {finding.detail}"))
    if any(finding.verdict is Verdict.PROBLEM for finding in findings):
        raise typer.Exit(FAILED)


def _examine(settings: Settings) -> Iterator[Finding]:
    yield from _examine_settings(settings)
    yield from _examine_predictor(settings)
    try:
        with open_database(settings) as database:
            yield from _examine_database(settings, database)
        yield from _examine_replica(settings)
    except PredawnError as error:
        yield Finding(Verdict.PROBLEM, "database", str(error))


def _examine_settings(settings: Settings) -> Iterator[Finding]:
    for name in sorted(settings.model_fields_set):
        shown = _hide_secrets(write_value(getattr(settings, name)))
        yield Finding(Verdict.GOOD, "setting", f"PREDAWN_{name.upper()} = {shown}")
    for name in unknown_variables():
        detail = f"{name} is set, but is not a setting of Predawn; correct its name, or remove it"
        yield Finding(Verdict.REMARK, "setting", detail)
    yield _examine_source(settings)
    yield _examine_schedule(settings)
    yield _examine_engine(settings)


def _examine_source(settings: Settings) -> Finding:
    """Examine the source of the catalogue; only a file of this machine is opened."""
    if settings.catalogue is None:
        detail = "PREDAWN_CATALOGUE is not set; runs use the projects that are in the store"
        return Finding(Verdict.REMARK, "source", detail)
    try:
        source = open_source(settings)
        tried = source.try_file()
    except InputError as error:
        return Finding(Verdict.PROBLEM, "source", str(error))
    outcome = "can be opened" if tried else "is not tried, because it is not a file of this machine"
    return Finding(Verdict.GOOD, "source", f"{source.name} {outcome}")


def _examine_schedule(settings: Settings) -> Finding:
    try:
        times = DueTimes(settings.schedule, find_zone(settings.timezone))
    except InputError as error:
        return Finding(Verdict.PROBLEM, "schedule", str(error))
    due = times.after(datetime.now(UTC)).astimezone(times.zone)
    return Finding(Verdict.GOOD, "schedule", f"{times.line!r}; the next due time is {due:%Y-%m-%d %H:%M %Z}")


def _examine_engine(settings: Settings) -> Finding:
    try:
        check_engine(settings)
    except InputError as error:
        return Finding(Verdict.PROBLEM, "engine", str(error))
    return Finding(
        Verdict.GOOD, "engine", f"{settings.engine}, {count_of(count_workers(settings), 'worker')}"
    )


def _hide_secrets(value: str) -> str:
    """Return a value without passwords; parameters of a web address may be signatures, so it has none."""
    if value.startswith(("http://", "https://")):
        address, *parameters = _WEB_LOGIN.sub("://***@", value).split("?", 1)
        return f"{address}?***" if parameters else address
    return _SECRET_PARAMETER.sub(r"\1***", _PASSWORD.sub(r"\1***@", value))


def _examine_predictor(settings: Settings) -> Iterator[Finding]:
    yield _examine_tagger(settings)
    if settings.predictor is not None:
        yield _examine_custom(settings)
    folder = settings.predictor_path
    if folder is None:
        return
    if not folder.is_dir():
        yield Finding(Verdict.PROBLEM, "predictor", f"PREDAWN_PREDICTOR_PATH: {folder} is not a folder")
        return
    for name in PREDAWN_PACKAGES:
        if (folder / name).is_dir() or (folder / f"{name}.py").is_file():
            detail = f"{folder / name} is hidden by a package of Predawn with the same name; rename it"
            yield Finding(Verdict.PROBLEM, "predictor", detail)


def _try(settings: Settings) -> Trial:
    """Make the custom predictor in a process of its own, which it may end or hang."""
    assert settings.predictor is not None
    return try_predictor(
        settings.predictor,
        settings.predictor_config,
        settings.predictor_path,
        [],
        _TRIAL_SECONDS,
        max_ranked=settings.max_ranked,
    )


def _examine_custom(settings: Settings) -> Finding:
    try:
        trial = _try(settings)
    except InputError as error:
        return Finding(Verdict.PROBLEM, "predictor", str(error))
    if trial.ended is not None:
        return Finding(Verdict.PROBLEM, "predictor", f"{settings.predictor}: {trial.ended}")
    made = f"made in {trial.seconds_to_make:.2f} s"
    return Finding(Verdict.GOOD, "predictor", f"{settings.predictor}, version {trial.version[:16]}, {made}")


def _examine_tagger(settings: Settings) -> Finding:
    scikit_learn = f"scikit-learn {version('scikit-learn')}"
    if is_native_chosen(settings.tagger):
        return Finding(Verdict.GOOD, "tagger", f"native, checked against {scikit_learn} at every start")
    if BUILT:
        detail = f"{scikit_learn}, as PREDAWN_TAGGER requests; {_NATIVE_GAIN}"
        return Finding(Verdict.REMARK, "tagger", detail)
    detail = f"{scikit_learn}; {_NATIVE_GAIN}, but is not built: install Predawn again with a C compiler"
    verdict = Verdict.PROBLEM if settings.tagger == "native" else Verdict.REMARK
    return Finding(verdict, "tagger", detail)


def _examine_database(settings: Settings, database: Database) -> Iterator[Finding]:
    engine = database.engine(Role.BATCH, "predawn doctor")
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _examine_server(engine, database),
        lambda: _examine_clock(engine),
        lambda: _examine_server_settings(engine),
        lambda: _examine_schema(engine),
        lambda: _examine_content(engine, settings),
    )
    try:
        for check in checks:
            with translate_errors(engine):
                yield from check()
    finally:
        engine.dispose()


def _examine_server(engine: Engine, database: Database) -> Iterator[Finding]:
    with engine.begin() as connection:
        check_server(connection)
        session = read_session_state(connection)
    check_sessions(engine)
    detail = f"{'embedded' if database.embedded else 'external'} PostgreSQL {session.version}"
    yield Finding(Verdict.GOOD, "database", f"{detail}, login {session.login}, acting as {session.role}")


def _examine_clock(engine: Engine) -> Iterator[Finding]:
    with engine.begin() as connection:
        began = time.time()
        moment = read_session_state(connection).time
        skew = (began + time.time()) / 2 - moment.timestamp()
    problem = describe_skew(skew)
    if problem is not None:
        yield Finding(Verdict.REMARK, "clock", problem)
    else:
        yield Finding(Verdict.GOOD, "clock", f"{abs(skew):.1f} s from that of the database")


def _examine_replica(settings: Settings) -> Iterator[Finding]:
    replica = find_replica(settings)
    if replica is None:
        return
    engine = replica.engine(Role.API, "predawn doctor")
    try:
        check_readable(engine)
        with translate_errors(engine), engine.begin() as connection:
            if read_session_state(connection).is_replica:
                yield Finding(Verdict.GOOD, "replica", "reachable; lookups read it")
            else:
                detail = f"{replica.setting} names a server that is not a streaming replica"
                yield Finding(Verdict.PROBLEM, "replica", f"{detail}; lookups read the primary")
    except StoreError as error:
        detail = str(error).replace("PREDAWN_DATABASE_URL", replica.setting)
        yield Finding(Verdict.PROBLEM, "replica", f"lookups read the primary: {detail}")
    finally:
        engine.dispose()


def _examine_server_settings(engine: Engine) -> Iterator[Finding]:
    with engine.begin() as connection:
        advice = find_advice(connection)
    for item in advice:
        detail = f"{item.name} is {item.found}; set it to {item.wanted}: {item.why}"
        yield Finding(Verdict.PROBLEM if item.unsafe else Verdict.REMARK, "server", detail)
    if not advice:
        yield Finding(Verdict.GOOD, "server", "configured for safe and fast runs")


def _examine_schema(engine: Engine) -> Iterator[Finding]:
    check_migrated(engine)
    yield Finding(Verdict.GOOD, "schema", "at this version's revision")


def _examine_content(engine: Engine, settings: Settings) -> Iterator[Finding]:
    with engine.begin() as connection:
        size = projects.summarise(connection)
        verdict = Verdict.GOOD if size["active"] else Verdict.REMARK
        detail = ", ".join(f"{show(value)} {name.replace('_', ' ')}" for name, value in size.items())
        yield Finding(verdict, "catalogue", detail)
        if settings.predictor is None:
            yield _examine_champion(connection)
        yield _examine_service(connection, settings)
        yield from _examine_served_model(connection, settings)
        yield _examine_access(connection)
        yield from _examine_last_run(connection)


def _examine_access(connection: Connection) -> Finding:
    found = api_access.read_summary(connection)
    is_locked = found.requires_key and not found.keys_in_use
    return Finding(Verdict.REMARK if is_locked else Verdict.GOOD, "access", str(found))


def _examine_champion(connection: Connection) -> Finding:
    champion = registry.find_champion(connection)
    if champion is None:
        return Finding(Verdict.REMARK, "model", "there is no champion; train one with `predawn train`")
    created = show(champion.created_at)
    return Finding(Verdict.GOOD, "model", f"the champion is model {champion.version}, created {created}")


def _examine_service(connection: Connection, settings: Settings) -> Finding:
    serving = pointer.read_serving(connection)
    if serving.run_id is None:
        return Finding(Verdict.REMARK, "service", "nothing is published; run `predawn batch`")
    checked = ledger.find_run(connection, serving.run_id).checked_at
    if is_stale(checked, settings.stale_after, read_session_state(connection).time):
        since = f"last checked {show(checked)}, longer ago than PREDAWN_STALE_AFTER allows"
        return Finding(Verdict.REMARK, "service", f"run {serving.run_id} is stale: {since}")
    return Finding(Verdict.GOOD, "service", f"run {serving.run_id}, checked {show(checked)}")


def _examine_served_model(connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Yield a problem if the settings cannot load the model in service."""
    model = find_model(connection, read_snapshot(connection))
    if model is None or model.artifact_sha256 is not None:
        return
    try:
        unusable = _explain(model, settings)
    except InputError as error:
        unusable = str(error)
    if unusable is None:
        yield Finding(Verdict.GOOD, "model", f"model {model.version} is in service, {model.predictor}")
    else:
        detail = f"{unusable} It is in service, and what it has not stored is answered with 503"
        yield Finding(Verdict.PROBLEM, "model", detail)


def _explain(model: Model, settings: Settings) -> str | None:
    options = ScorerOptions.of(settings)
    if settings.predictor is None:
        return explain_unusable(model, options)
    trial = _try(settings)
    identity = PredictorIdentity(
        settings.predictor, trial.config_sha256, trial.version, trial.multi_label, Output(trial.kind)
    )
    return trial.ended or explain_mismatch(model, identity, options)


def _examine_last_run(connection: Connection) -> Iterator[Finding]:
    newest = ledger.list_runs(connection, top=1)
    if run_lock.is_locked(connection):
        yield Finding(Verdict.GOOD, "run", f"under way: {run_lock.describe_holder(connection)}")
    elif newest and newest[0].status in (RunStatus.RUNNING, RunStatus.INTERRUPTED, RunStatus.CANCELLED):
        detail = f"run {newest[0].run_id} is unfinished; the next `predawn batch` resumes it"
        yield Finding(Verdict.REMARK, "run", detail)
    elif newest and newest[0].status in (RunStatus.HELD, RunStatus.FAILED):
        yield Finding(
            Verdict.REMARK, "run", f"run {newest[0].run_id} is {newest[0].status}: {newest[0].error}"
        )
