"""The documents that commands print with --json, each with a JSON Schema in docs/schemas."""

import json
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import typer
from pydantic import TypeAdapter

from cli.output import say

Content = TypeVar("Content")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True, slots=True)
class Document(Generic[Content]):
    """The JSON that a command prints: times in ISO 8601, enumerations by value, nothing left out.

    Parameters
    ----------
    command
        The command, such as `runs list`.
    kind
        The type of the content: a dataclass, or a list of one.
    """

    command: str
    kind: type[Content]

    def print(self, content: Content) -> None:
        """Print content on standard output.

        Raises
        ------
        PydanticSerializationError
            If the content is not of the document's type.
        """
        written = TypeAdapter(self.kind).dump_json(content, indent=2, warnings="error")
        # Control characters beyond ASCII may stand in JSON as they are; a terminal would obey them.
        say(written.decode())

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what is printed."""
        schema = TypeAdapter(self.kind).json_schema(mode="serialization")
        draft = "https://json-schema.org/draft/2020-12/schema"
        return {"$schema": draft, "title": f"predawn {self.command} --json", **_untitled(schema)}

    @property
    def file_name(self) -> str:
        """The name of the file in docs/schemas that holds the schema."""
        return f"{self.command.replace(' --', ' ').replace(' ', '-').lower()}.json"


def write_schema(document: Document[Any]) -> str:
    """Return the text of a document's file in docs/schemas."""
    return json.dumps(document.schema(), indent=2, ensure_ascii=False) + "\n"


def _untitled(schema: Any) -> Any:
    """Return a schema without the titles that repeat the names of properties."""
    if isinstance(schema, list):
        return [_untitled(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    properties = schema.get("properties", {})
    return {
        key: {name: _untitled(value) for name, value in properties.items()}
        if key == "properties"
        else " ".join(value.split("\n\n")[0].split())
        if key == "description"
        else _untitled(value)
        for key, value in schema.items()
        if key != "title"
    }
