"""A mutation as it is written in the TOML files of this folder, and how it is put into a tree."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
_SOURCES = (".py", ".sql", ".pyx", ".pxd", ".h", ".js", ".html")


@dataclass(frozen=True)
class Mutation:
    """A change of one file that breaks something, and the tests that must notice."""

    name: str
    file: str
    replace: str
    by: str
    breaks: str
    tests: tuple[str, ...]
    count: int = 1
    timeout_seconds: float = 300.0

    def misfit(self, tree: Path) -> str | None:
        """Return a sentence on why the mutation does not apply to a tree, or None."""
        path = tree / self.file
        if not path.is_file():
            return f"{self.file} does not exist; {_whereabouts(tree, self.replace)}"
        found = path.read_text().count(self.replace)
        if found != self.count:
            return f"{self.file} has its text {found} times, not {self.count}; adapt the mutation to the code"
        if self.replace == self.by:
            return "it changes nothing"
        for test in self.tests:
            if missing := _missing(tree, test):
                return missing
        return None

    def apply(self, tree: Path) -> str:
        """Write the mutated file and return the text it had before."""
        path = tree / self.file
        original = path.read_text()
        write(path, original.replace(self.replace, self.by))
        return original


def write(path: Path, text: str) -> None:
    """Write a source file, and forget what Python compiled it to.

    Python compares whole seconds and sizes: two versions within a second can pass for one.
    """
    path.write_text(text)
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
        compiled.unlink()


def read_mutations(folder: Path = FOLDER) -> list[Mutation]:
    """Return all mutations of a folder's TOML files, in the order of files and lines.

    Raises
    ------
    ValueError
        A file has an entry with unknown, missing or repeated fields, or a name is given twice.
    """
    mutations: dict[str, Mutation] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text())["mutation"]:
            mutation = _parse(entry, path.name)
            if mutation.name in mutations:
                raise ValueError(f"{path.name}: the name {mutation.name} is given twice")
            mutations[mutation.name] = mutation
    return list(mutations.values())


def read_names(folder: Path = FOLDER) -> dict[str, list[str]]:
    """Return the names of the mutations of each TOML file."""
    return {
        path.name: [entry["name"] for entry in tomllib.loads(path.read_text())["mutation"]]
        for path in sorted(folder.glob("*.toml"))
    }


def _parse(entry: dict[str, object], source: str) -> Mutation:
    fields = {("by" if name == "with" else name): value for name, value in entry.items()}
    fields["tests"] = tuple(fields.get("tests", ()))  # type: ignore[arg-type]
    if not fields["tests"]:
        raise ValueError(f"{source}: {fields.get('name')} names no tests")
    try:
        return Mutation(**fields)  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(f"{source}: {fields.get('name')}: {error}") from error


def _missing(tree: Path, test: str) -> str | None:
    file, *names = test.split("::")
    path = tree / file
    if not path.exists():
        return f"its test {file} does not exist"
    for name in names:
        bare = name.partition("[")[0]
        if f"def {bare}(" not in path.read_text() and f"class {bare}" not in path.read_text():
            return f"{file} has no test {bare}"
    return None


def _whereabouts(tree: Path, wanted: str) -> str:
    places = [
        str(path.relative_to(tree))
        for path in sorted(tree.rglob("*"))
        if path.suffix in _SOURCES
        and not any(
            part.startswith(".") or part in {"tests", "build"} for part in path.relative_to(tree).parts
        )
        and wanted in path.read_text()
    ]
    return f"its text is in {', '.join(places)}" if places else "its text is nowhere else"
