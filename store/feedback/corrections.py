"""Corrections: what people say projects' tags are, each bound to the text that the project has."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CollectionAggregate,
    Connection,
    Text,
    any_,
    exists,
    func,
    literal,
    select,
    update,
)

from core.errors import InputError, NotFoundError
from core.quality.measures import DistributionName, Scope
from core.types import CONTROL_CHARACTERS, MAX_TAG_BYTES, OTHER_TAG, Output
from store.runs.metrics import read_distributions
from store.schema import corrections, inference_log, projects
from store.serving.snapshot import find_model, read_snapshot
from store.sql_files import statement

LOGGED: Final = re.compile(r"inference-([0-9]{1,18})", re.ASCII)
"""The id of a logged text in exports of the log."""

_ROWS_AT_ONCE: Final = 5000
_COMPARED: Final = ("project_id", "content_hash", "tag", "tags", "reason")


class CorrectionState(StrEnum):
    """The state of a correction: what its project has become since, or what people did."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Correction:
    """The tags that a person says a project has, in their order; none means `other`.

    `content_hash` is that of the text that the person saw; None stands for the text that the project has.
    """

    project_id: str
    tags: tuple[str, ...]
    reason: str | None = None
    content_hash: bytes | None = None


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction as the store holds it, with the tag that the run in service has for the project."""

    correction_id: int
    project_id: str
    tags: list[str]
    model_tag: str | None
    state: CorrectionState
    reason: str | None
    actor: str
    made_at: datetime
    ended_by: str | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Labels:
    """The kind of labels that corrections are: `lists` if projects have several tags.

    `known` has the tags that the model in service is known to say; it is empty if that is unknown.
    """

    lists: bool
    known: frozenset[str]

    def check(self, tags: Sequence[str]) -> None:
        """Check the tags of a correction.

        Raises
        ------
        InputError
            If there is not exactly one and the model predicts one, or one of them is no tag at all.
        """
        if not self.lists and len(tags) != 1:
            raise InputError(
                f"It names {len(tags)} tags, and the projects of this catalogue have one each. Name one."
            )
        if len(set(tags)) < len(tags):
            raise InputError("It names a tag twice. Name each tag once.")
        for tag in tags:
            if not tag or tag != tag.strip() or not _is_storable(tag):
                raise InputError(
                    f"{tag!r} is no tag: it is empty, begins or ends with a space, or is not text."
                )
            if re.search(CONTROL_CHARACTERS, tag):
                raise InputError(
                    f"{tag!r} is no tag: it holds a control character, such as a line break, or one that "
                    "turns the direction of text. Enter the tag again."
                )
            if (size := len(tag.encode())) > MAX_TAG_BYTES:
                raise InputError(f"A tag has {size:,} bytes; the limit is {MAX_TAG_BYTES:,}. Name another.")
        if self.lists and OTHER_TAG in tags:
            raise InputError(
                f"{OTHER_TAG!r} stands for no tag at all. Say so with --none, or in a file with []."
            )

    def find_unknown(self, tags: Sequence[str]) -> list[str]:
        """Return the tags that the model is not known to say, which may be misspelt."""
        return [tag for tag in tags if self.known and tag not in self.known and tag != OTHER_TAG]


def _is_storable(text: str) -> bool:
    """Return whether PostgreSQL can store a text: it has neither a NUL nor half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def read_labels(connection: Connection) -> Labels:
    """Return the kind of labels of the catalogue and of the model in service.

    They are lists if either has lists: training learns from single tags or from lists, not from both.

    Raises
    ------
    InputError
        If the model in service predicts numbers or rankings.
    """
    found = read_snapshot(connection)
    model = find_model(connection, found)
    if model is not None and model.output is not Output.TAGS:
        raise InputError(
            f"Corrections are of tags, and the model in service predicts {model.output.plural}. Enter them "
            "while a model of tags is in service."
        )
    if model is None or not model.multi_label:
        lists = connection.scalar(select(exists().where(projects.c.tags.is_not(None)))) is True
    else:
        lists = True
    known = frozenset(() if model is None else model.metrics.get("per_tag") or ())
    # A predictor of somebody's own may say more tags than it was evaluated on.
    return Labels(lists, known and known | _find_predicted(connection, found.run_id))


def _find_predicted(connection: Connection, run_id: int | None) -> frozenset[str]:
    if run_id is None:
        return frozenset()
    counted = read_distributions(connection, run_id, Scope.CATALOGUE)
    tags = (counted.get(name, ()) for name in (DistributionName.TAGS, DistributionName.ALL_TAGS))
    return frozenset(tag.label for distribution in tags for tag in distribution)


def enter(connection: Connection, correction: Correction, labels: Labels, *, actor: str) -> bool:
    """Enter a correction; the one that the project had is replaced.

    It is in force when the transaction ends.

    Returns
    -------
    bool
        False if the project has this very correction already.

    Raises
    ------
    NotFoundError
        If the catalogue does not have the project.
    InputError
        If the tags are not usable, the text is not the one that the person saw, or the log keeps no text.
    """
    (outcome,) = enter_all(connection, [correction], labels, actor=actor)
    if isinstance(outcome, InputError):
        raise outcome
    return outcome


def enter_all(
    connection: Connection,
    wanted: Sequence[Correction],
    labels: Labels,
    *,
    actor: str,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[bool | InputError]:
    """Enter corrections, each of another project, in a few statements.

    Parameters
    ----------
    connection
        A connection in a transaction, at whose end they are in force.
    wanted
        The corrections.
    labels
        The kind of labels that they are.
    actor
        Who makes them.
    report
        Called with the number of corrections that are entered so far, and of all, if there are many.

    Returns
    -------
    list of bool or InputError
        For each correction what `enter` returns, or the error that it raises.
    """
    texts = _lock_texts(connection, [one.project_id for one in wanted if _is_storable(one.project_id)])
    found = _find_open(connection, texts)
    outcomes: list[bool | InputError] = []
    rows: list[dict[str, Any]] = []
    for correction in wanted:
        try:
            row = _make_row(correction, labels, texts)
        except InputError as error:
            outcomes.append(error)
            continue
        outcomes.append(found.get(correction.project_id) != row)
        if outcomes[-1]:
            rows.append(row)
    _end(connection, [row["project_id"] for row in rows], "replaced", actor)
    for done in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[done : done + _ROWS_AT_ONCE]
        connection.execute(corrections.insert(), [{**row, "actor": actor} for row in some])
        if len(rows) > _ROWS_AT_ONCE:
            report(done + len(some), len(rows))
    return outcomes


def _make_row(correction: Correction, labels: Labels, texts: Mapping[str, bytes | None]) -> dict[str, Any]:
    """Return the columns of a correction, of which `texts` may have the text."""
    labels.check(correction.tags)
    project_id = correction.project_id
    if not _is_storable(project_id) or not _is_storable(correction.reason or ""):
        raise InputError("The id or the reason is not text that can be stored. Correct it.")
    if project_id not in texts:
        raise NotFoundError(
            f"The catalogue has no project {project_id!r}. Ids are case-sensitive; "
            "`predawn catalogue sync` adds new projects."
        )
    content_hash = texts[project_id]
    if content_hash is None:
        raise InputError(
            f"The log keeps no text of {project_id!r}, so training could not learn from its correction. With "
            "PREDAWN_INFERENCE_LOG=text, texts of later requests are kept and can be corrected."
        )
    if correction.content_hash not in (None, content_hash):
        raise InputError(
            f"The text of project {project_id!r} has changed since it was reviewed. Read the new "
            "text, and leave `content_hash` out."
        )
    return {
        "project_id": project_id,
        "content_hash": content_hash,
        "tag": None if labels.lists else correction.tags[0],
        "tags": list(correction.tags) if labels.lists else None,
        "reason": correction.reason,
    }


def _lock_texts(connection: Connection, names: Sequence[str]) -> dict[str, bytes | None]:
    """Return the content hashes of projects, and of logged texts by their ids in exports of the log.

    The hash of a request that the log has without its text is None; what there is not is left out. The rows
    are locked until the transaction ends, in the order of their ids and before the corrections are, so that
    two people who correct the same ones wait for each other, and no two transactions deadlock.
    """
    query = select(projects.c.project_id, projects.c.content_hash, projects.c.removed_at)
    query = query.where(projects.c.project_id == _any(names)).order_by(projects.c.project_id)
    rows = connection.execute(query.with_for_update(key_share=True)).all()
    texts: dict[str, bytes | None] = {
        row.project_id: bytes(row.content_hash) for row in rows if row.removed_at is None
    }
    stored = {row.project_id for row in rows}
    numbers = {
        name: int(found[1])
        for name in names
        if name not in stored and (found := LOGGED.fullmatch(name)) is not None
    }
    logged = _lock_logged(connection, sorted(set(numbers.values())))
    return texts | {name: logged[number] for name, number in numbers.items() if number in logged}


def _lock_logged(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes | None]:
    """Return the content hashes of entries of the log, None for those without a text, and lock these."""
    if not numbers:
        return {}
    log = inference_log.c
    query = select(log.inference_id, log.title, log.description, log.content_hash)
    query = query.where(log.inference_id == any_(literal(numbers, ARRAY(BigInteger)))).order_by(
        log.inference_id
    )
    found: dict[int, bytes | None] = {}
    for row in connection.execute(query.with_for_update(key_share=True)):
        is_kept = row.content_hash is not None and not (row.title is None and row.description is None)
        found[row.inference_id] = bytes(row.content_hash) if is_kept else None
    return found


def _find_open(connection: Connection, names: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the columns of the corrections that projects have, by their ids."""
    query = select(*(corrections.c[name] for name in _COMPARED))
    query = query.where(corrections.c.project_id == _any(names), corrections.c.ending.is_(None))
    rows = connection.execute(query).mappings()
    return {row["project_id"]: {**row, "content_hash": bytes(row["content_hash"])} for row in rows}


def _any(names: Collection[str]) -> CollectionAggregate[Any]:
    return any_(literal(list(names), ARRAY(Text)))


def withdraw(connection: Connection, project_id: str, *, actor: str) -> None:
    """Withdraw the correction of a project; answers are the model's again when the transaction ends.

    Raises
    ------
    NotFoundError
        If the project has none.
    """
    _lock_texts(connection, [project_id])
    if not _end(connection, [project_id], "withdrawn", actor):
        raise NotFoundError(
            f"Project {project_id!r} has no correction to withdraw. `predawn corrections list` shows which "
            "have one."
        )


def _end(connection: Connection, project_ids: Collection[str], ending: str, actor: str) -> int:
    return connection.execute(
        update(corrections)
        .where(corrections.c.project_id == _any(project_ids), corrections.c.ending.is_(None))
        .values(ending=ending, ended_by=actor, ended_at=func.clock_timestamp())
    ).rowcount


def count_decisions(connection: Connection) -> int:
    """Return how many corrections were made and ended, which is another number after each of these."""
    count = func.count() + func.count(corrections.c.ended_at)
    return connection.execute(select(count).select_from(corrections)).scalar_one()


def list_corrections(
    connection: Connection,
    states: Sequence[CorrectionState],
    limit: int,
    *,
    tag: str | None = None,
    project_id: str | None = None,
    before: int | None = None,
) -> list[StoredCorrection]:
    """Return the latest corrections in some states, the newest first.

    Parameters
    ----------
    connection
        An open connection.
    states
        The states.
    limit
        The largest number of corrections.
    tag
        One of the tags that were said; `other` stands for none. None for any.
    project_id
        The project; None for any.
    before
        The number of the last correction of the page before; None for the first page.
    """
    parameters = {
        "states": [str(state) for state in states],
        "limit": limit,
        "tag": tag,
        "project_id": project_id,
        "before": before,
    }
    rows = connection.execute(statement("feedback/list_corrections"), parameters)
    return [StoredCorrection(**{**row, "state": CorrectionState(row["state"])}) for row in rows.mappings()]
