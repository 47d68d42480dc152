"""The rights that the API must not have."""

from collections.abc import Sequence

from core.errors import StoreError
from store.connect.engine import Role


def refuse_writer(role: str, tables: Sequence[str]) -> None:
    """Refuse a role that may write to tables.

    Raises
    ------
    StoreError
        If there are any tables.
    """
    if tables:
        raise StoreError(
            f"The API would act as {role}, which may write to {', '.join(tables)}, and the API refuses to "
            f"run with such rights. Give it a login that is a member of {Role.API} and of nothing else: "
            f"CREATE ROLE … LOGIN PASSWORD '…' IN ROLE {Role.API};"
        )
