"""Keep a copy of all predictions in SQLite by following the changes: python sqlite_copy.py URL FILE.

The table `predictions` has the tag of every project, and its score as of the last change of the tag. A page
of changes is stored in one transaction with the cursor of the next page, so the copy may be stopped or killed
at any time and continues where it was. A key is read from PREDAWN_KEY.
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
CREATE TABLE IF NOT EXISTS predictions (project_id TEXT PRIMARY KEY, tag TEXT NOT NULL, score REAL);
CREATE TABLE IF NOT EXISTS position (cursor TEXT NOT NULL);
"""


class Copy:
    """A copy of the predictions of an API."""

    def __init__(self, url: str, file: str, key: str | None = None) -> None:
        self.url = url.rstrip("/")
        self.headers = {} if key is None else {"Authorization": f"Bearer {key}"}
        self.database = sqlite3.connect(file)
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
            self._store((row["project_id"], row["predicted_tag"], row["score"]) for row in rows)
            self._move(answer.headers["Predawn-Changes"])
            count: int = self.database.execute("SELECT count(*) FROM predictions").fetchone()[0]
        return count

    def _get(self, path: str, **headers: str) -> Any:
        request = urllib.request.Request(self.url + path, headers={**self.headers, **headers})  # noqa: S310
        return urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)  # noqa: S310

    def _apply(self, change: dict[str, Any]) -> None:
        if change["to_tag"] is None:
            self.database.execute("DELETE FROM predictions WHERE project_id = ?", (change["project_id"],))
        else:
            self._store([(change["project_id"], change["to_tag"], change["score"])])

    def _store(self, rows: Iterable[tuple[str, str, float]]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO predictions VALUES (?, ?, ?)", rows)

    def _move(self, cursor: str) -> None:
        self.database.execute("DELETE FROM position")
        self.database.execute("INSERT INTO position VALUES (?)", (cursor,))


def _lines(answer: Any) -> Iterator[bytes]:
    """Yield the lines of an answer. One that is cut off raises IncompleteRead, which rolls the copy back."""
    rest = b""
    while block := answer.read(BLOCK_BYTES):
        *lines, rest = (rest + block).split(b"\n")
        yield from lines


if __name__ == "__main__":
    Copy(sys.argv[1], sys.argv[2], os.environ.get("PREDAWN_KEY")).follow()
