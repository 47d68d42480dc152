"""A trial of a custom predictor on some projects, in a process of its own, which it may end or hang.

`python -m batch.workers.trial` is that process: it reads its task from standard input, and writes what it
finds to the file descriptor that its argument names.
"""

import json
import logging
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Final

import numpy as np
import pyarrow as pa

from batch.workers.timeout import TimeoutScorer
from core.errors import InputError, describe
from core.halving import IsolatedFailure
from core.types import DEFAULT_MAX_RANKED, Output, Prediction
from core.wording import count_of
from model.predictors.interface import load_predictor
from model.predictors.printed_lines import log as predictor_log
from model.predictors.scorer import PredictorScorer, Stored, gather

_SLICE: Final = 10
_WARM: Final = 0.3
"""The share of the projects after which memory should grow no more."""

_LEAK_BYTES_PER_ROW: Final = 20_000


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome of a trial.

    `kind` is that of its output; `errors` counts the failures by error, each with the first project; `ended`
    says how the process ended before it was done; `printed` counts lines on standard output.
    """

    version: str = ""
    config_sha256: str = ""
    multi_label: bool = False
    kind: str = Output.TAGS.value
    seconds_to_make: float = 0.0
    asked: int = 0
    failed: int = 0
    hung: bool = False
    rows_per_second: float = 0.0
    bytes_per_row: float = 0.0
    output: str = ""
    errors: Sequence[tuple[str, int, str]] = field(default_factory=list)
    ended: str | None = None
    printed: int = 0

    @property
    def leaks(self) -> bool:
        """True if each project leaves more memory behind than an answer needs."""
        return self.bytes_per_row > _LEAK_BYTES_PER_ROW

    @property
    def failed_share(self) -> float:
        """The share of the projects that failed; 1 if none could be asked for."""
        return self.failed / self.asked if self.asked else 1.0


def try_predictor(
    spec: str,
    config_path: Path | None,
    extra_path: Path | None,
    payloads: Sequence[Mapping[str, Any]],
    timeout_seconds: float,
    *,
    max_ranked: int = DEFAULT_MAX_RANKED,
) -> Trial:
    """Make a predictor, and ask it for payloads.

    Parameters
    ----------
    spec, config_path, extra_path
        The predictor, as for `load_predictor`.
    payloads
        The payloads of some projects.
    timeout_seconds
        The time allowed for making the predictor, and again for asking it; a project may take a third of it.
    max_ranked
        The most items of a ranking.

    Raises
    ------
    InputError
        If the predictor cannot be imported or made.
    """
    paths = [None if path is None else str(path) for path in (config_path, extra_path)]
    arguments = [spec, *paths, list(payloads), timeout_seconds]
    task = json.dumps({"arguments": arguments, "max_ranked": max_ranked})
    messages, ended, printed = _ask_process(task, timeout_seconds)
    if "refused" in messages:
        raise InputError(messages["refused"])
    if not messages.get("done"):
        when = "while it was asked" if "version" in messages else "before it was made"
        messages["ended"] = f"{ended}, {when}"
    messages.pop("done", None)
    return Trial(**messages | {"printed": printed + messages.get("printed", 0)})


def _ask_process(task: str, timeout_seconds: float) -> tuple[dict[str, Any], str | None, int]:
    """Return the messages of a process, why it ended before it was done, and the number of printed lines."""
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as printed, os.fdopen(reading, "rb", buffering=0) as found:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "batch.workers.trial", str(writing)],
            stdin=subprocess.PIPE,
            stdout=printed,
            pass_fds=(writing,),
            # Processes that the predictor starts end with it.
            start_new_session=True,
        )
        os.close(writing)
        assert process.stdin is not None
        try:
            process.stdin.write(task.encode())
            process.stdin.close()
            messages, ended = _listen(found, 2 * timeout_seconds)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        printed.seek(0)
        lines = sum(1 for _ in printed)
    return messages, ended, lines


def _listen(found: Any, silence_seconds: float) -> tuple[dict[str, Any], str | None]:
    """Collect messages until the last one, the end of the process, or a long silence."""
    messages: dict[str, Any] = {}
    while not messages.get("done") and "refused" not in messages:
        readable, _, _ = select.select([found], [], [], silence_seconds)
        if not readable:
            return messages, f"it did not come back within {silence_seconds:g} seconds"
        line = found.readline()
        if not line:
            return messages, "it ended its process"
        messages |= json.loads(line)
    return messages, None


class _Noting(PredictorScorer):
    """Notes the kinds of results."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.kinds = Counter[str]()

    def to_stored(self, result: object) -> Prediction | IsolatedFailure:
        """Convert a result, and note its kind."""
        found = super().to_stored(result)
        if isinstance(found, Prediction):
            self.kinds[_kind(result, found)] += 1
        return found

    def store_batch(self, results: Sequence[object]) -> list[Stored]:
        """Convert results one by one, so that each is noted."""
        return gather(map(self.to_stored, results))


class _Counting(logging.Handler):
    """Counts log lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - the signature of every handler
        """Count a line."""
        self.lines += 1


def _kind(result: Any, found: Prediction) -> str:
    if found.value is not None:
        return "a number"
    if found.items is not None:
        return f"a ranking of {count_of(len(found.items), 'item')}"
    if isinstance(result, np.ndarray):
        # An array without dimensions, which has no length, holds a tag.
        result = result.tolist()
    if isinstance(result, str):
        return "a tag"
    size = len(result)
    kept = f", of which {len(found.tags)} are kept" if size > len(found.tags) else ""
    what = "scores of" if isinstance(result, Mapping) else "a list of"
    return f"{what} {count_of(size, 'tag')}{kept}"


def _work() -> None:
    """Do the task of this process."""
    with os.fdopen(int(sys.argv[1]), "w") as channel:
        task = json.loads(sys.stdin.read())
        for message in _try(*task["arguments"], max_ranked=task["max_ranked"]):
            # The process is ended after the last message, and what it has printed is counted.
            sys.stdout.flush()
            channel.write(json.dumps(message) + "\n")
            channel.flush()
    # A call that hangs keeps a thread, which must not keep the process.
    os.kill(os.getpid(), signal.SIGKILL)


def _try(
    spec: str,
    config: str | None,
    folder: str | None,
    payloads: Sequence[Any],
    timeout_seconds: float,
    *,
    max_ranked: int,
) -> Iterator[dict[str, Any]]:
    began = monotonic()
    try:
        predictor, identity = load_predictor(
            spec, None if config is None else Path(config), None if folder is None else Path(folder)
        )
    except InputError as error:
        yield {"refused": str(error)}
        return
    yield {
        "version": identity.version,
        "config_sha256": identity.config_sha256,
        "multi_label": identity.multi_label,
        "kind": identity.output.value,
        "seconds_to_make": monotonic() - began,
    }
    yield {"done": True} | _ask(_Noting(predictor, 0.0, max_ranked), payloads, timeout_seconds)


def _ask(scorer: _Noting, payloads: Sequence[Any], timeout_seconds: float) -> dict[str, Any]:
    """Ask for payloads, and return what is found."""
    # What is printed with the means of Python goes to the log.
    printed = _Counting()
    predictor_log.addHandler(printed)
    predictor_log.setLevel(logging.INFO)
    asking = TimeoutScorer(scorer, timeout_seconds / 3)
    # Taken before the predictor gets the payloads, which it may change.
    ids = [str(payload["project_id"]) for payload in payloads]
    errors: list[tuple[BaseException, str]] = []
    # Arrow imports pandas with its first value, which takes longer than a hundred answers of many predictors.
    pa.scalar(0)
    began, until = monotonic(), monotonic() + timeout_seconds
    asked, warm, warm_memory, hung = 0, 0, 0, False
    while asked < len(payloads) and monotonic() < until and not hung:
        for part in asking.answer(payloads[asked : asked + _SLICE], until):
            if isinstance(part, IsolatedFailure):
                errors.append((part.error, ids[asked]))
                hung = hung or isinstance(part.error, TimeoutError)
            asked += 1 if isinstance(part, IsolatedFailure) else len(part)
        if not warm and asked >= _WARM * len(payloads):
            warm, warm_memory = asked, _memory()
    return {
        "asked": asked,
        "failed": len(errors),
        "hung": hung,
        "printed": printed.lines,
        "rows_per_second": asked / max(monotonic() - began, 1e-9),
        "bytes_per_row": (_memory() - warm_memory) / max(asked - warm, 1) if warm else 0.0,
        "output": "; ".join(kind for kind, _ in scorer.kinds.most_common(3)),
        "errors": _commonest(errors),
    }


def _commonest(errors: Sequence[tuple[BaseException, str]]) -> list[Any]:
    """Return the commonest of the errors of projects, each with its number and its first project."""
    failures = [(describe(error), project_id) for error, project_id in errors]
    first = dict(reversed(failures))
    counted = Counter(error for error, _ in failures)
    return [(error, number, first[error]) for error, number in counted.most_common(3)]


def _memory() -> int:
    """Return the memory of this process in bytes: what it has, or where that is unknown, the most it had."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages * resource.getpagesize()


if __name__ == "__main__":
    _work()
