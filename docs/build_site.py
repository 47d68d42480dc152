"""Hooks of the documentation site: pages of the checkout that are not in this folder, and links to them.

`make docs` builds the site by `mkdocs.yml`; a link that leads nowhere fails it.
"""

import posixpath
import re
from pathlib import Path
from typing import Any, Final

from mkdocs.structure.files import File, Files

_ROOT: Final = Path(__file__).parents[1]
_OUTSIDE: Final = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "examples/README.md": "examples.md",
}
"""The pages outside this folder, each with its place in the site."""

_LINK: Final = re.compile(r"(?<=\]\()([^)#\s]+)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages outside the folder, and the decisions to the navigation."""
    for source, place in _OUTSIDE.items():
        files.append(File.generated(config, place, content=(_ROOT / source).read_text(encoding="utf-8")))
    decisions = sorted(file.src_uri for file in files if file.src_uri.startswith("decisions/0"))
    config["nav"][-1] = {"Decisions": ["decisions/README.md", *decisions]}
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Lead links to where pages stand in the site; those to files outside it become plain text."""
    place = page.file.src_uri
    source = next((path for path, there in _OUTSIDE.items() if there == place), f"docs/{place}")

    def lead(found: re.Match[str]) -> str:
        target = found[1]
        if ":" in target:
            return target
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        if path in _OUTSIDE or path.startswith("docs/"):
            there = _OUTSIDE.get(path, path.removeprefix("docs/"))
            return posixpath.relpath(there, posixpath.dirname(place) or ".")
        return target

    return _LINK.sub(lead, markdown)
