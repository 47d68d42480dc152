"""Finding the source of a custom predictor: its module, and the imported modules that belong to it.

The modules of its package belong to it, and those in the folder of predictors. They are found by reading
`import` statements, without running anything.
"""

import ast
import hashlib
import importlib
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from pkgutil import get_importer
from types import ModuleType
from typing import Final

PREDAWN_PACKAGES: Final = ("api", "batch", "cli", "core", "migrations", "model", "store")
"""The packages of Predawn, whose names hide modules of a predictor."""

Sources = Mapping[str, bytes]
"""The content of source files by the name of the module."""

_imported: dict[str, Sources] = {}
_importing = threading.Lock()


def import_current(name: str, folder: Path | None) -> tuple[ModuleType, Sources]:
    """Import the current version of a module, again if it has changed since this process imported it.

    Servers and schedulers outlive many versions of a predictor, but Python imports a module only once.

    Parameters
    ----------
    name
        The module.
    folder
        The folder of predictors, if there is one; it is on the module path.

    Returns
    -------
    tuple of (module, mapping)
        The module, and the sources of all modules that belong to the predictor.
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
    """Return the sources of a module and of all modules of the predictor that it imports, directly or not."""
    scope = _PredictorModules(name.partition(".")[0], None if folder is None else folder.resolve())
    sources: dict[str, bytes] = {}
    waiting, seen = [name], {name}
    while waiting:
        wanted = waiting.pop()
        spec = scope.find(wanted)
        if spec is None:
            continue
        # Importing a module also imports the packages that contain it.
        imported = {wanted.rpartition(".")[0]} - {""}
        if spec.origin is not None and spec.has_location:
            sources[wanted] = content = Path(spec.origin).read_bytes()
            if spec.origin.endswith(".py"):
                is_package = spec.submodule_search_locations is not None
                imported.update(_imports(content, wanted, is_package=is_package))
        waiting += imported - seen
        seen |= imported
    return sources


def digest(sources: Sources) -> str:
    """Return one SHA-256 of all sources."""
    found = hashlib.sha256()
    for name, content in sorted(sources.items()):
        found.update(f"{name}\x00".encode() + hashlib.sha256(content).digest())
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class _PredictorModules:
    """The modules that belong to a predictor: those of its package, and those in a folder."""

    package: str
    folder: Path | None

    def find(self, name: str) -> ModuleSpec | None:
        """Return the spec of a module; None if it does not exist, or does not belong to the predictor."""
        first, *parts = name.split(".")
        if first in PREDAWN_PACKAGES or first == "__main__":
            return None
        spec = find_spec(first)
        if spec is None or not (first == self.package or self._is_in_folder(spec)):
            return None
        path = first
        for part in parts:
            path = f"{path}.{part}"
            if spec is None or spec.submodule_search_locations is None:
                return None
            spec = _find_spec_in(path, spec.submodule_search_locations)
        return spec

    def _is_in_folder(self, spec: ModuleSpec) -> bool:
        if spec.submodule_search_locations is not None:
            return any(
                Path(place).resolve().parent == self.folder for place in spec.submodule_search_locations
            )
        return spec.origin is not None and Path(spec.origin).resolve().parent == self.folder


def _find_spec_in(name: str, places: Iterable[str]) -> ModuleSpec | None:
    """Return the spec of a module in the folders of its package, with plain folders for a namespace package.

    `PathFinder.find_spec` reads those from the package above, which has to be imported for that.
    """
    folders: list[str] = []
    for place in places:
        finder = get_importer(place)
        spec = None if finder is None else finder.find_spec(name)
        if spec is not None and spec.loader is not None:
            return spec
        folders += [] if spec is None else spec.submodule_search_locations or []
    if not folders:
        return None
    namespace = ModuleSpec(name, None, is_package=True)
    namespace.submodule_search_locations = folders
    return namespace


def _imports(source: bytes, name: str, *, is_package: bool) -> Iterator[str]:
    """Yield the modules that the statements of a module may import."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return  # the import itself reports it
    package = name if is_package else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [node.module])])
            # A name may be a module of the package, or an attribute of it.
            yield from filter(None, [base, *(f"{base}.{alias.name}" for alias in node.names)])
