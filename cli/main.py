"""The `predawn` command; it imports the program when signals are provided for."""

import gc
import os
from importlib import import_module

from cli.interruption import end_at_once_from_now_on, end_soon


def main() -> None:
    """Run the command."""
    end_at_once_from_now_on()
    # Plug-ins of pydantic see what is validated, secrets too, and are looked for in every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    program = import_module("cli.program")
    try:
        program.run()
    except SystemExit as ended:
        end_soon(ended.code)
        raise
    finally:
        end_at_once_from_now_on()
        # All is closed; the interpreter would search every object for garbage before it ends.
        gc.freeze()


if __name__ == "__main__":
    main()
