"""`predawn keys`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

import typer

from batch.job import actor
from cli.context import open_transaction
from cli.documents import AsJson, Document
from cli.output import say
from cli.tables import print_table
from core.errors import InputError
from store import api_access, api_keys
from store.api_keys import KeyScope
from store.connect.engine import Role

app = typer.Typer(
    help="Manage the API keys. Once a key was created, every route except health requires one, even when "
    "the last one has been revoked.",
    no_args_is_help=True,
)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A key of the API: its name, its scopes, and when it was created and revoked."""

    name: str
    scopes: list[KeyScope]
    created_at: datetime
    revoked_at: datetime | None


KEYS: Final = Document("keys list", list[KeyEntry])


@app.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The user of the key, such as `website`.")],
    scope: Annotated[
        list[KeyScope] | None,
        typer.Option(
            help="A scope of the key: `lookup` (stored predictions), `predict` (tagging texts) or "
            "`inspect` (everything else). May be repeated; by default all three."
        ),
    ] = None,
) -> None:
    """Create a key and print it, this one time only. Requires the owner's login."""
    with open_transaction(context, "keys create", Role.OWNER) as connection:
        key = api_keys.create(connection, name, scope or list(KeyScope))
    say(key)
    say("Keep the key safe: it is not stored. Send it as `Authorization: Bearer …`.", err=True)


@app.command("list")
def list_keys(context: typer.Context, as_json: AsJson = False) -> None:
    """List all keys by name, including revoked ones."""
    with open_transaction(context, "keys list", Role.OWNER) as connection:
        found = api_keys.list_keys(connection)
    if as_json:
        KEYS.print([KeyEntry(k.name, sorted(k.scopes), k.created_at, k.revoked_at) for k in found])
        return
    print_table(
        ("name", "scopes", "created", "revoked"),
        [(key.name, ", ".join(sorted(key.scopes)), key.created_at, key.revoked_at) for key in found],
    )


@app.command()
def revoke(context: typer.Context, name: Annotated[str, typer.Argument(help="The name of the key.")]) -> None:
    """Revoke a key; every worker refuses it within two seconds. Requires the owner's login."""
    with open_transaction(context, "keys revoke", Role.OWNER) as connection:
        api_keys.revoke(connection, name)
        found = api_access.read_summary(connection)
    say(f"The key {name!r} is revoked, and the sessions that it began have ended.")
    if not found.keys_in_use:
        say(f"It was the last one. The API is {found}.", err=True)


@app.command("open")
def open_api(
    context: typer.Context,
    yes: Annotated[
        bool, typer.Option("--yes", help="Confirm that everybody who reaches the API may use it.")
    ] = False,
) -> None:
    """Open the API to everybody after its last key was revoked; the next key closes it again.

    It is recorded who did it. Requires the owner's login.
    """
    if not yes:
        raise InputError(
            "Without keys everybody who reaches the API may use it. Confirm that you want this with --yes."
        )
    with open_transaction(context, "keys open", Role.OWNER) as connection:
        api_access.open_api(connection, actor())
        found = api_access.read_summary(connection)
    say(f"The API is {found}.")
