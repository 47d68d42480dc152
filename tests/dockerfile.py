"""The Dockerfile, read as Docker reads it, and the files that a build may see."""

import fnmatch
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def stages() -> dict[str, list[str]]:
    """Return the instructions of each stage, each on one line, with those of the stage it is made from."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text())
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if match := re.fullmatch(r"FROM (\S+) AS (\S+)", line):
            found[match[2]] = [*found.get(match[1], [])]
        elif found and line and not line.startswith("#"):
            list(found.values())[-1].append(line)
    return found


def find_command(stage: str, part: str) -> str:
    """Return the only command of a stage's RUN instructions that contains a text."""
    (found,) = [line for line in stages()[stage] if line.startswith("RUN ") and part in line]
    return found.removeprefix("RUN ")


def copy_context(place: Path) -> Path:
    """Copy what `COPY . ./` would copy of this checkout."""
    patterns = (ROOT / ".dockerignore").read_text().split()

    def ignored(folder: str, names: list[str]) -> list[str]:
        inside = Path(folder).relative_to(ROOT)
        return [name for name in names if any(_matches(inside / name, pattern) for pattern in patterns)]

    shutil.copytree(ROOT, place, ignore=ignored)
    return place


def _matches(path: Path, pattern: str) -> bool:
    anywhere = pattern.removeprefix("**/")
    if anywhere != pattern:
        return fnmatch.fnmatchcase(path.name, anywhere)
    return len(path.parts) == 1 and fnmatch.fnmatchcase(path.name, pattern)
