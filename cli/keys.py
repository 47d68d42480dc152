"""`predawn keys`."""

from typing import Annotated

import typer

from cli.context import open_transaction
from cli.output import AsJson, print_json, print_table
from store import api_keys
from store.api_keys import KeyScope
from store.connect.engine import Role

app = typer.Typer(
    help="The keys of the API. As soon as there is one, every route but health asks for a key.",
    no_args_is_help=True,
)


@app.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Who uses it, such as `website`.")],
    scope: Annotated[
        list[KeyScope] | None,
        typer.Option(
            help="What it may be used for: `lookup` (stored predictions), `predict` (tagging texts), "
            "`inspect` (everything else). May be repeated; by default all three."
        ),
    ] = None,
) -> None:
    """Make a key and print it; it is shown this once. Works with the owner's login."""
    with open_transaction(context, "keys create", Role.OWNER) as connection:
        key = api_keys.create(connection, name, scope or list(KeyScope))
    typer.echo(key)
    typer.echo("Keep it safe: it is not stored. Send it as `Authorization: Bearer …`.", err=True)


@app.command("list")
def list_keys(context: typer.Context, as_json: AsJson = False) -> None:
    """List the keys by name, the revoked ones too."""
    with open_transaction(context, "keys list", Role.OWNER) as connection:
        found = api_keys.list_keys(connection)
    if as_json:
        fields = ("name", "scopes", "created_at", "revoked_at")
        print_json([{name: _plain(getattr(key, name)) for name in fields} for key in found])
        return
    print_table(
        ("name", "scopes", "made", "revoked"),
        [(key.name, ", ".join(sorted(key.scopes)), key.created_at, key.revoked_at) for key in found],
    )


@app.command()
def revoke(context: typer.Context, name: Annotated[str, typer.Argument(help="The name of the key.")]) -> None:
    """Make a key useless, on every worker within two seconds. Works with the owner's login."""
    with open_transaction(context, "keys revoke", Role.OWNER) as connection:
        api_keys.revoke(connection, name)
    typer.echo(f"The key {name!r} is revoked.")


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
