"""The `predawn` command; it imports the program when signals are provided for."""

import gc
from importlib import import_module

from cli.interruption import end_at_once_from_now_on


def main() -> None:
    """Run the command."""
    end_at_once_from_now_on()
    program = import_module("cli.program")
    try:
        program.run()
    finally:
        end_at_once_from_now_on()
        # All is closed; the interpreter would search every object for garbage before it ends.
        gc.freeze()


if __name__ == "__main__":
    main()
