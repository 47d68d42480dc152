"""What commands print with --json are objects with times in ISO 8601, as the schemas in docs/schemas say."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from typer.core import TyperGroup
from typer.main import get_command

from cli.program import app
from store.connect.database import Database
from tests.conftest import ROOT, SAMPLE
from tests.e2e.command_line import CommandLine

SCHEMAS = ROOT / "docs" / "schemas"
ODD_ID = "a 'quoted' id\x9b"

# Files of docs/schemas, each with the arguments of its command; each command builds on those above.
CALLS: dict[str, Sequence[str]] = {
    "catalogue-sync.json": ("catalogue", "sync", "{source}"),
    "catalogue-show.json": ("catalogue", "show"),
    "batch.json": ("batch", "--source", "{changed}"),
    "catalogue-show-id.json": ("catalogue", "show", ODD_ID),
    "runs-list.json": ("runs", "list"),
    "runs-show.json": ("runs", "show", "2"),
    "runs-verify.json": ("runs", "verify", "2"),
    "runs-diff.json": ("runs", "diff", "1", "2"),
    "train.json": ("train", "{few}"),
    "models-list.json": ("models", "list"),
    "models-show.json": ("models", "show", "2"),
    "models-compare.json": ("models", "compare", "2"),
    "models-promote.json": ("models", "promote", "2", "--force", "--reason", "a try"),
    "models-promotions.json": ("models", "promotions"),
    "models-import.json": ("models", "import", "{model}"),
    "models-evaluate.json": ("models", "evaluate"),
    "predictor-check.json": ("predictor", "check", "--rows", "20"),
    "schedule-status.json": ("schedule", "--status"),
    "keys-list.json": ("keys", "list"),
    "corrections-import.json": ("corrections", "import", "{corrections}"),
    "corrections-list.json": ("corrections", "list"),
    "canary-status.json": ("canary", "status"),
    "forget.json": ("forget", "--before", "2020-01-01"),
    "doctor.json": ("doctor",),
}
PREDICTORS = ROOT / "examples" / "predictors"
KEYWORDS = {
    "PREDAWN_PREDICTOR": "keywords:Keywords",
    "PREDAWN_PREDICTOR_PATH": str(PREDICTORS),
    "PREDAWN_PREDICTOR_CONFIG": str(PREDICTORS / "keywords.toml"),
}
VARIABLES = {"models-evaluate.json": KEYWORDS, "predictor-check.json": KEYWORDS}
# No scheduler is active, the server of the tests is set to lose what it has in a crash, and a row is refused.
FAIL = {"schedule-status.json": 5, "doctor.json": 5, "corrections-import.json": 2}


# These print a sentence, a key or what was asked for, and no figures; or they serve until they are stopped.
WITHOUT_JSON = {
    "up", "migrate", "serve", "sql", "export predictions", "export inference-log",
    "models archive", "models export", "runs publish", "runs rollback", "runs cancel",
    "keys create", "keys revoke", "keys open", "backup", "restore", "corrections set", "corrections withdraw",
    "reviews export", "canary start", "canary promote", "canary stop",
}  # fmt: skip


def commands() -> Iterator[tuple[str, bool]]:
    """Yield every command, and whether it takes --json."""
    waiting = [("", get_command(app))]
    for path, command in waiting:
        if isinstance(command, TyperGroup):
            for name in command.list_commands(None):
                found = command.get_command(None, name)
                assert found is not None
                waiting.append((f"{path} {name}".strip(), found))
        else:
            yield path, any("--json" in parameter.opts for parameter in command.params)


def validate(file_name: str, printed: str) -> None:
    schema = json.loads((SCHEMAS / file_name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads(printed)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)
    assert not {"\x9b", "\x1b"} & set(printed)


def test_every_command_with_json_is_called_here() -> None:
    called = [" ".join(arguments) for arguments in CALLS.values()]
    for command, takes_json in commands():
        is_called = any(call == command or call.startswith(f"{command} ") for call in called)
        assert is_called is takes_json is (command not in WITHOUT_JSON), command
    assert sorted(path.name for path in SCHEMAS.iterdir()) == sorted(CALLS)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Three sources (a row to reject, another night, few projects to train on), a correction, a model."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    heading, rows = lines[0], lines[1:]
    texts = {
        "source": [*lines, ",,no id,a text,\n"],
        "changed": [heading, *rows[:-1], f'"{ODD_ID}",,a title,a text,\n'],
        "few": [heading, *rows[:130]],
        "corrections": ["project_id,tag\n", "4,mlops\n", "nope,mlops\n"],
    }
    paths = {name: tmp_path / f"{name}.csv" for name in texts}
    for name, path in paths.items():
        path.write_text("".join(texts[name]), encoding="utf-8")
    return {name: str(path) for name, path in paths.items()} | {"model": str(tmp_path / "model.skops")}


def test_every_document_is_as_its_schema_says(
    database: Database, tmp_path: Path, files: dict[str, str]
) -> None:
    predawn = CommandLine(tmp_path).with_settings(
        database_url=database.url, schedule="0 3 * * *", timezone="Europe/Berlin", max_churn=1
    )
    predawn.succeed("keys", "create", "website", "--scope", "lookup")
    predawn.succeed("models", "export", "1", files["model"])
    predawn.succeed("batch", "--source", files["source"])
    for file_name, arguments in CALLS.items():
        call = [argument.format_map(files) for argument in arguments]
        outcome = predawn.run(*call, "--json", **VARIABLES.get(file_name, {}))
        assert outcome.code == FAIL.get(file_name, 0), (call, outcome)
        validate(file_name, outcome.out)
