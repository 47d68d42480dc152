"""Streams of predictions as CSV and NDJSON, one a line."""

import codecs
import csv
import io
import json
import logging
import re
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Final

from starlette.responses import StreamingResponse
from starlette.types import Send

from api.http.media import Media
from api.services.renderer import CORRECTION, Renderer
from core.errors import PredawnError
from core.types import Output
from store.serving.lookup_row import CORRECTED_SCORE, LookupRow, split_array

_OUTPUT_COLUMNS: Final = {
    Output.TAGS: ("predicted_tag", "score", "tags", "scores"),
    Output.NUMBER: ("value",),
    Output.RANKING: ("items", "item_scores"),
}


def columns(output: Output) -> tuple[str, ...]:
    """Return the columns of CSV by what the run says of projects."""
    rest = ("stale", "run_id", "model_version", "scored_at", "source", "model_tag")
    return ("project_id", *_OUTPUT_COLUMNS[output], *rest)


# Spreadsheets of East Asian languages take the wide forms of these signs for them.
_FORMULA: Final = re.compile(r"[-=+@\uff1d\uff0b\uff0d\uff20\x00-\x1f\x7f]")
HEADERS: Final = {"Vary": "Accept"}
CHANGES_HEADER: Final = "Predawn-Changes"
"""The header with the cursor from which `GET /changes` goes on."""

log = logging.getLogger("predawn.api")


class _Stream(StreamingResponse):
    """A streamed answer that an error cuts off, so that no client takes it for complete."""

    async def stream_response(self, send: Send) -> None:
        """Send the stream; without its last chunk, the server closes the connection."""
        try:
            await super().stream_response(send)
        except PredawnError as error:
            log.warning("a listing was cut off: %s", error)


async def stream(
    media: Media,
    renderer: Renderer,
    pieces: AsyncIterator[list[LookupRow]],
    *,
    all_stale: bool,
    excel: bool = False,
) -> StreamingResponse:
    """Return a streaming answer; the first rows are awaited, so that an error in them gets its own status.

    Parameters
    ----------
    media
        CSV, with lists as JSON, or NDJSON.
    renderer
        Writes the rows.
    pieces
        The rows, in pieces.
    all_stale
        Whether the whole run is stale; otherwise a row is stale if the text of its project has changed.
    excel
        Whether a spreadsheet opens the CSV.
    """
    write_rows = _ndjson if media is not Media.CSV else _excel if excel else _csv
    first = await anext(pieces, None)

    async def write() -> AsyncIterator[bytes]:
        if excel:
            yield codecs.BOM_UTF8
        if media is Media.CSV:
            output = first[0].output if first else Output.TAGS
            yield (",".join(columns(output)) + "\r\n").encode()
        if first is not None:
            yield write_rows(renderer, first, all_stale=all_stale)
        async for rows in pieces:
            yield write_rows(renderer, rows, all_stale=all_stale)

    return _Stream(write(), media_type=media, headers=HEADERS)


def _ndjson(renderer: Renderer, rows: Sequence[LookupRow], *, all_stale: bool) -> bytes:
    return "".join(renderer.data(row, stale=all_stale or not row.is_current) + "\n" for row in rows).encode()


def _excel(renderer: Renderer, rows: Sequence[LookupRow], *, all_stale: bool) -> bytes:
    return _csv(renderer, rows, all_stale=all_stale, write_text=_harmless)


def _harmless(text: str | None) -> str | None:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text and _FORMULA.match(text) else text


def _csv(
    renderer: Renderer,
    rows: Sequence[LookupRow],
    *,
    all_stale: bool,
    write_text: Callable[[str | None], str | None] = lambda text: text,
) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(
        (
            write_text(row.project_id),
            *_said(row, write_text),
            json.dumps(all_stale or not row.is_current),
            row.run_id,
            row.model_version,
            renderer.time(row.scored_at),
            *(("cache", None) if row.corrected is None else (CORRECTION, write_text(row.predicted_tag))),
        )
        for row in rows
    )
    return file.getvalue().encode()


def _said(row: LookupRow, write_text: Callable[[str | None], str | None]) -> tuple[str | None, ...]:
    """Return what a row says of its project, by the columns of its output; lists are JSON."""
    if row.value is not None:
        return (row.value,)
    if row.items is not None and row.item_scores is not None:
        return _list(row.items), f"[{row.item_scores[1:-1]}]"
    return write_text(row.answer_tag), row.answer_score, *_write_tags(row)


def _list(written: str) -> str:
    return json.dumps(split_array(written), ensure_ascii=False, separators=(",", ":"))


def _write_tags(row: LookupRow) -> tuple[str, str]:
    """Return the tags of an answer and their scores, as JSON."""
    corrected = row.corrected_tags
    tags = split_array(row.tags) if corrected is None else corrected
    scores = row.scores[1:-1] if corrected is None else ",".join([CORRECTED_SCORE] * len(corrected))
    return json.dumps(tags, ensure_ascii=False, separators=(",", ":")), f"[{scores}]"
