"""A text of a catalogue never moves a cursor, changes a title or turns a line round in a terminal."""

import io
import json
import logging
import os
import pty
import warnings

import pytest
from pydantic_core import PydanticSerializationError

from cli.documents import Document
from cli.logs import TextFormatter, configure_logging
from cli.output import say
from cli.printable import PrintableFile, printable
from cli.tables import print_table
from cli.written_file import STANDARD_STREAM, open_written
from core.settings import Settings

ODD = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\u202eabc\x7f\x00"
SHOWN = r"\u001b]0;owned\u0007\u001b[2J\u009b31m\u000d\u202eabc\u007f\u0000"


@pytest.mark.parametrize("text", ["", "plain", "two\nlines", "Zürich 東京 🙂 \u200d"])
def test_text_that_a_terminal_shows_is_left_alone(text: str) -> None:
    assert printable(text) == text


def test_what_a_terminal_would_obey_is_escaped() -> None:
    assert printable(ODD) == SHOWN


def test_every_way_to_print_is_printable(capsys: pytest.CaptureFixture[str]) -> None:
    say(ODD)
    say(ODD, err=True)
    print_table(["title"], [[ODD]])
    Document("catalogue", dict[str, str]).print({"title": ODD})
    printed = capsys.readouterr()
    for stream in (printed.out, printed.err):
        assert not set(stream) & set("\x1b\x07\x9b\r\u202e\x7f\x00")
    assert json.loads(printed.out[printed.out.index("{") :]) == {"title": ODD}


def test_a_line_of_the_log_is_printable() -> None:
    record = logging.makeLogRecord(
        {"msg": "read %s", "args": (ODD,), "title": f"{ODD}\n12:00:00 info all is well"}
    )
    line = TextFormatter().format(record)
    assert line.endswith(rf"read {SHOWN} title={SHOWN}\u000a12:00:00 info all is well")


def test_an_export_to_a_terminal_keeps_its_layout_alone() -> None:
    file = io.BytesIO()
    PrintableFile(file).write(f"a\tb,{ODD}\r\nü\n".encode())
    assert file.getvalue().decode() == f"a\tb,{SHOWN}\r\nü\n"


def test_a_terminal_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:

    leader, follower = pty.openpty()
    with os.fdopen(follower, "w") as terminal, os.fdopen(leader, "rb") as screen:
        monkeypatch.setattr("sys.stdout", terminal)
        with open_written(STANDARD_STREAM) as file:
            file.write(b"\x1b[2J\n")
        assert screen.read1() == b"\\u001b[2J\r\n"


def test_a_warning_of_a_library_is_logged_without_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    before, handlers = warnings.showwarning, logging.getLogger().handlers
    try:
        configure_logging(Settings(_env_file=None, log_format="json"))
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            shown = warnings.showwarning
            shown(UserWarning("columns are collinear"), UserWarning, "/somewhere/sklearn/x.py", 7)
    finally:
        warnings.showwarning = before
        logging.getLogger().handlers = handlers
    line = json.loads(capsys.readouterr().err)
    assert (line["logger"], line["message"]) == ("py.warnings", "UserWarning: columns are collinear")
    assert "/somewhere" not in json.dumps(line)


def test_a_document_of_another_type_than_its_schema_is_refused() -> None:
    with pytest.raises(PydanticSerializationError):
        Document("catalogue", dict[str, str]).print({"title": object()})  # type: ignore[dict-item]
