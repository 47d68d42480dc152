"""Keep a copy of all predictions in SQLite by following the changes: python sqlite_copy.py URL FILE.

The table `predictions` has what is predicted of every project: its tag, with the score as of the last change
of the tag, or its number, or its items as JSON, best first. A page of changes is stored in one transaction
with the cursor of the next page, so the copy may be stopped or killed at any time and continues where it was.
A key is read from PREDAWN_KEY.
"""

import http.client
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

WAIT_SECONDS = 20
RETRY_SECONDS = 1.0
TIMEOUT_SECONDS = WAIT_SECONDS + 20
BLOCK_BYTES = 1 << 20
GONE = 410

TABLES = """
CREATE TABLE IF NOT EXISTS predictions (
    project_id TEXT PRIMARY KEY, tag TEXT, score REAL, value REAL, items TEXT
);
CREATE TABLE IF NOT EXISTS position (cursor TEXT NOT NULL);
"""

Row = tuple[str, str | None, float | None, float | None, str | None]


class Copy:
    """A copy of the predictions of an API."""

    def __init__(self, url: str, file: str, key: str | None = None) -> None:
        self.url = url.rstrip("/")
        self.headers = {} if key is None else {"Authorization": f"Bearer {key}"}
        self.database = sqlite3.connect(file)
        self._drop_older()
        self.database.executescript(TABLES)

    def follow(self) -> None:
        """Follow the changes until the program is stopped."""
        while True:
            try:
                self.catch_up(WAIT_SECONDS)
            except (OSError, http.client.HTTPException) as error:
                # The API or its database cannot be reached, or is being restarted.
                sys.stderr.write(f"{error}; trying again\n")
                time.sleep(RETRY_SECONDS)

    def catch_up(self, wait_seconds: int = 0) -> int:
        """Apply the next changes, wait for one if there are none, and return how many there were."""
        cursor = self.database.execute("SELECT cursor FROM position").fetchone()
        if cursor is None:
            return self.begin()
        query = urllib.parse.urlencode({"after": cursor[0]})
        try:
            with closing(self._get(f"/changes?{query}", Prefer=f"wait={wait_seconds}")) as answer:
                data = json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            with error:
                if error.code != GONE:
                    raise
            return self.begin()
        with self.database:
            for change in data["changes"]:
                self._apply(change)
            self._move(data["next"])
        return len(data["changes"])

    def begin(self) -> int:
        """Begin anew with a listing of everything, and return its length."""
        with closing(self._get("/predictions", Accept="application/x-ndjson")) as answer, self.database:
            self.database.execute("DELETE FROM predictions")
            rows = map(json.loads, _lines(answer))
            self._store(map(_read_row, rows))
            self._move(answer.headers["Predawn-Changes"])
            count: int = self.database.execute("SELECT count(*) FROM predictions").fetchone()[0]
        return count

    def _get(self, path: str, **headers: str) -> Any:
        request = urllib.request.Request(self.url + path, headers={**self.headers, **headers})  # noqa: S310
        return urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)  # noqa: S310

    def _apply(self, change: dict[str, Any]) -> None:
        # The fields of numbers and of items are there where the model predicts these.
        said = change["to_tag"], change.get("to_value"), change.get("to_items")
        if said == (None, None, None):
            self.database.execute("DELETE FROM predictions WHERE project_id = ?", (change["project_id"],))
        else:
            tag, value, items = said
            self._store([(change["project_id"], tag, change["score"], value, _write(items))])

    def _store(self, rows: Iterable[Row]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO predictions VALUES (?, ?, ?, ?, ?)", rows)

    def _drop_older(self) -> None:
        """Drop a copy that this program made when it kept tags alone: it begins anew."""
        columns = self.database.execute("SELECT name FROM pragma_table_info('predictions')").fetchall()
        if columns and ("items",) not in columns:
            self.database.executescript("DROP TABLE predictions; DROP TABLE position;")

    def _move(self, cursor: str) -> None:
        self.database.execute("DELETE FROM position")
        self.database.execute("INSERT INTO position VALUES (?)", (cursor,))


def _read_row(row: dict[str, Any]) -> Row:
    """Return what a line of a listing says of a project."""
    ranked = row.get("items")
    items = None if ranked is None else [entry["item"] for entry in ranked]
    return row["project_id"], row.get("predicted_tag"), row.get("score"), row.get("value"), _write(items)


def _write(items: list[str] | None) -> str | None:
    return None if items is None else json.dumps(items, ensure_ascii=False)


def _lines(answer: Any) -> Iterator[bytes]:
    """Yield the lines of an answer. One that is cut off raises IncompleteRead, which rolls the copy back."""
    rest = b""
    while block := answer.read(BLOCK_BYTES):
        *lines, rest = (rest + block).split(b"\n")
        yield from lines


if __name__ == "__main__":
    Copy(sys.argv[1], sys.argv[2], os.environ.get("PREDAWN_KEY")).follow()
