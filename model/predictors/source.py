"""The source of a predictor of one's own: its module, and what that imports of its own.

Its own are the modules of its package, and those that lie in the folder where predictors are found. They are
followed by the `import` statements in them, without running anything.
"""

import ast
import hashlib
import importlib
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Final

_OURS: Final = frozenset({"api", "batch", "cli", "core", "migrations", "model", "store"})

Sources = Mapping[str, bytes]
"""What modules are made from, by their names."""

_imported: dict[str, Sources] = {}
_importing = threading.Lock()


def import_own(name: str, folder: Path | None) -> tuple[ModuleType, Sources]:
    """Import a module as it is now, anew where it has changed since this process imported it.

    A server and a scheduler outlive many versions of a predictor, and Python imports a module but once.

    Parameters
    ----------
    name
        The module.
    folder
        The folder where predictors are found, if there is one; it is on the module path.

    Returns
    -------
    tuple of (module, mapping)
        The module, and the sources of it and of what it imports of its own.
    """
    with _importing:
        importlib.invalidate_caches()
        sources = find_sources(name, folder)
        before = _imported.get(name, sources)
        _imported[name] = sources
        if before != sources:
            for known in {*before, *sources}:
                sys.modules.pop(known, None)
        return importlib.import_module(name), sources


def find_sources(name: str, folder: Path | None) -> Sources:
    """Return the source of a module and of all that it imports of its own, directly or not."""
    own = _Own(name.partition(".")[0], None if folder is None else folder.resolve())
    sources: dict[str, bytes] = {}
    waiting, seen = [name], {name}
    while waiting:
        wanted = waiting.pop()
        spec = own.find(wanted)
        if spec is None:
            continue
        # Importing a module runs those of the packages that it is in.
        further = {wanted.rpartition(".")[0]} - {""}
        if spec.origin is not None and spec.has_location:
            sources[wanted] = content = Path(spec.origin).read_bytes()
            if spec.origin.endswith(".py"):
                is_package = spec.submodule_search_locations is not None
                further.update(_imports(content, wanted, is_package=is_package))
        waiting += further - seen
        seen |= further
    return sources


def digest(sources: Sources) -> str:
    """Return one SHA-256 over all of the sources."""
    found = hashlib.sha256()
    for name, content in sorted(sources.items()):
        found.update(f"{name}\x00".encode() + hashlib.sha256(content).digest())
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class _Own:
    """Which modules are a predictor's own: those of its package, and those in a folder."""

    package: str
    folder: Path | None

    def find(self, name: str) -> ModuleSpec | None:
        """Return where a module comes from; None where there is none, or it is not one of its own."""
        first, *further = name.split(".")
        if first in _OURS or first == "__main__":
            return None
        spec = find_spec(first)
        if spec is None or not (first == self.package or self._is_in_folder(spec)):
            return None
        path = first
        for part in further:
            path = f"{path}.{part}"
            if spec is None or spec.submodule_search_locations is None:
                return None
            spec = PathFinder.find_spec(path, list(spec.submodule_search_locations))
        return spec

    def _is_in_folder(self, spec: ModuleSpec) -> bool:
        if spec.submodule_search_locations is not None:
            return any(
                Path(place).resolve().parent == self.folder for place in spec.submodule_search_locations
            )
        return spec.origin is not None and Path(spec.origin).resolve().parent == self.folder


def _imports(source: bytes, name: str, *, is_package: bool) -> Iterator[str]:
    """Yield the modules that the statements of a module may import."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return  # importing it says so
    package = name if is_package else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [node.module])])
            # What is named may be a module of the package, or something in it.
            yield from filter(None, [base, *(f"{base}.{alias.name}" for alias in node.names)])
