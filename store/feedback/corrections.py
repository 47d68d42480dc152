"""Corrections: what people say projects' tags are, each bound to the text that the project has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, exists, func, select, update

from core.errors import InputError, NotFoundError
from core.types import CONTROL_CHARACTERS, MAX_TAG_BYTES, OTHER_TAG, Output
from store.schema import corrections, inference_log, projects
from store.serving.snapshot import find_model, read_snapshot
from store.sql_files import statement

LOGGED: Final = re.compile(r"inference-([0-9]{1,18})", re.ASCII)
"""The id of a logged text in exports of the log."""


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

    `known` has the tags of the model in service; it is empty if the model does not say.
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
        """Return the tags that the model does not have, which may be misspelt."""
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
    model = find_model(connection, read_snapshot(connection))
    if model is not None and model.output is not Output.TAGS:
        raise InputError(
            f"Corrections are of tags, and the model in service predicts {model.output.plural}. Enter them "
            "while a model of tags is in service."
        )
    if model is None or not model.multi_label:
        lists = connection.scalar(select(exists().where(projects.c.tags.is_not(None)))) is True
    else:
        lists = True
    known = () if model is None else model.metrics.get("per_tag") or ()
    return Labels(lists, frozenset(known))


def enter(connection: Connection, correction: Correction, labels: Labels, *, actor: str) -> bool:
    """Enter a correction; the one that the project had is replaced.

    It is in force when the transaction ends. Enter several in the order of their ids, so that two
    transactions do not wait for each other.

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
    labels.check(correction.tags)
    if not _is_storable(correction.project_id) or not _is_storable(correction.reason or ""):
        raise InputError("The id or the reason is not text that can be stored. Correct it.")
    content_hash = _hold_text(connection, correction)
    open_one = (corrections.c.project_id == correction.project_id, corrections.c.ending.is_(None))
    values = {
        "content_hash": content_hash,
        "tag": None if labels.lists else correction.tags[0],
        "tags": list(correction.tags) if labels.lists else None,
        "reason": correction.reason,
    }
    query = select(*(corrections.c[name] for name in values)).where(*open_one)
    found = connection.execute(query).mappings().one_or_none()
    if found is not None and {**found, "content_hash": bytes(found["content_hash"])} == values:
        return False
    if found is not None:
        _end(connection, correction.project_id, "replaced", actor)
    connection.execute(corrections.insert().values(project_id=correction.project_id, actor=actor, **values))
    return True


def _hold_text(connection: Connection, correction: Correction) -> bytes:
    """Return the content hash of a project, whose text stays the same until the transaction ends."""
    row = _lock_project(connection, correction.project_id)
    content_hash = None if row is None else bytes(row.content_hash)
    if row is None:
        content_hash = _find_logged(connection, correction.project_id)
    if content_hash is None or (row is not None and row.removed_at is not None):
        raise NotFoundError(
            f"The catalogue has no project {correction.project_id!r}. Ids are case-sensitive; "
            "`predawn catalogue sync` adds new projects."
        )
    if correction.content_hash not in (None, content_hash):
        raise InputError(
            f"The text of project {correction.project_id!r} has changed since it was reviewed. Read the new "
            "text, and leave `content_hash` out."
        )
    return content_hash


def _lock_project(connection: Connection, project_id: str) -> Row[*tuple[Any, ...]] | None:
    """Lock the row of a project, which is locked before its corrections are: no two transactions deadlock."""
    query = select(projects.c.content_hash, projects.c.removed_at)
    return connection.execute(
        query.where(projects.c.project_id == project_id).with_for_update(key_share=True)
    ).one_or_none()


def _find_logged(connection: Connection, name: str) -> bytes | None:
    """Return the content hash of a logged text by its id in exports of the log; None if there is none.

    Its entry is locked until the transaction ends, so that two people who correct it wait for each other.

    Raises
    ------
    InputError
        If the log has the request without its text.
    """
    found = LOGGED.fullmatch(name)
    if found is None:
        return None
    log = inference_log.c
    query = select(log.title, log.description, log.content_hash).where(log.inference_id == int(found[1]))
    row = connection.execute(query.with_for_update(key_share=True)).one_or_none()
    if row is None:
        return None
    if row.content_hash is None or (row.title is None and row.description is None):
        raise InputError(
            f"The log keeps no text of {name!r}, so training could not learn from its correction. With "
            "PREDAWN_INFERENCE_LOG=text, texts of later requests are kept and can be corrected."
        )
    return bytes(row.content_hash)


def withdraw(connection: Connection, project_id: str, *, actor: str) -> None:
    """Withdraw the correction of a project; answers are the model's again when the transaction ends.

    Raises
    ------
    NotFoundError
        If the project has none.
    """
    _lock_project(connection, project_id)
    if not _end(connection, project_id, "withdrawn", actor):
        raise NotFoundError(
            f"Project {project_id!r} has no correction to withdraw. `predawn corrections list` shows which "
            "have one."
        )


def _end(connection: Connection, project_id: str, ending: str, actor: str) -> int:
    return connection.execute(
        update(corrections)
        .where(corrections.c.project_id == project_id, corrections.c.ending.is_(None))
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
