"""The page on performance: generated tables between marks in a handwritten text."""

from collections.abc import Sequence

from report.conditions import Conditions
from report.figures import Figure, Line, read_figures

_HEAD = "| what | against | figure | bar | switched off | script |\n|---|---|---|---|---|---|"
_STAGES = {
    "start": "the interpreter and its imports",
    "sync": "reading and hashing the source while the server enters it",
    "plan": "choosing the base, cutting the rest into chunks",
    "score": "reading, scoring and storing on all processors",
    "complete": "primary key, index on tag and score, freezing, statistics",
    "check": "labels, tags and coverage",
    "publish": "waiting for older readers, moving the pointer",
    "end": "pruning, leaving",
}


def fill(page: str, conditions: Conditions, lines: Sequence[Line], minutes: float) -> str:
    """Return a page with new figures between its marks.

    Raises
    ------
    ValueError
        If a pair of marks is missing, or occurs twice.
    """
    found = list(lines)
    parts = {
        "conditions": _say(conditions, minutes),
        **{name: _table(figures, found) for name, figures in read_figures().items()},
        "stages": _stages(found),
    }
    for name, text in parts.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if page.count(begin) != 1 or page.count(end) != 1:
            raise ValueError(f"The page needs {begin!r} and {end!r} once each, around the generated text.")
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"
    return page


def _say(conditions: Conditions, minutes: float) -> str:
    return (
        f"Measured on {conditions.date} at commit `{conditions.commit}`, in {minutes:.0f} minutes, on "
        f"{conditions.processors} processors ({conditions.processor}) with {conditions.memory_gib} GiB, the "
        f"embedded PostgreSQL {conditions.postgresql} over its socket, and Python {conditions.python}; "
        f"catalogues are generated from the texts of `{conditions.catalogue}`; the load average before was "
        f"{conditions.load}."
    )


def _table(figures: Sequence[Figure], lines: list[Line]) -> str:
    return "\n".join([_HEAD, *(row for figure in figures for row in figure.rows(lines))])


def _stages(lines: list[Line]) -> str:
    runs = [line for line in lines if line["benchmark"] == "full_run"]
    largest = max(runs, key=lambda line: int(line["projects"]))
    seconds = largest["phase_seconds"]
    total = sum(seconds.values())
    rows = [
        f"| {name} | {taken} s | {taken / total:.0%} | {_STAGES.get(name, '')} |"
        for name, taken in seconds.items()
    ]
    head = f"| stage of {largest['projects']:,} projects, native tagger | time | share | what it is |"
    return "\n".join([head, "|---|---|---|---|", *rows])
