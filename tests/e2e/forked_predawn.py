"""Stands for the `predawn` command in a shell: the program that forks runs it, with the files of the shell.

It imports next to nothing: that, and not what the command does, takes the time of most commands.
"""

import json
import os
import signal
import socket
import sys


def main() -> int:
    """Run the command to its end, and return its exit code."""
    folder = os.getcwd()  # noqa: PTH109 - pathlib takes longer to import than all the rest
    order = {"arguments": sys.argv, "environment": dict(os.environ), "folder": folder}
    with socket.socket(socket.AF_UNIX) as asked:
        # The socket is beside the program, and not beside a link to it.
        asked.connect(os.path.realpath(__file__).rpartition("/")[0] + "/socket")
        socket.send_fds(asked, [json.dumps(order).encode() + b"\n"], [0, 1, 2])
        answers = asked.makefile("r")
        pid = json.loads(answers.readline())["pid"]
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, _frame: os.kill(pid, number))
        # Nothing comes where what forks has ended with the tests.
        ended = answers.readline()
    return int(json.loads(ended)["code"]) if ended else 1


if __name__ == "__main__":
    sys.exit(main())
