"""The environment of commands that a benchmark runs."""

import os


def environment(**variables: str) -> dict[str, str]:
    """Return the variables that a user's command has: these, and none of Predawn's own from here.

    Python keeps its bytecode, as it does where nobody forbids it and in the image: compiling what is imported
    would take half of a night with nothing changed.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREDAWN_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | variables
