"""Run the command line again and again, each time in a process of its own that has not to import everything anew.

Each line of input is a list of arguments in JSON; for each the number of the process is printed, and then its status.
"""

import json
import os
import signal
import sys

import steungraaf.cli.sync
import steungraaf.sending
import steungraaf.store.endpoint  # noqa: F401
from steungraaf.cli import main


def run(arguments: list[str]) -> None:
    """Run one command in a process of its own, and tell how it ended: its exit status, or minus the signal."""
    if (process := os.fork()) == 0:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
        main(arguments)
    print(process, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


if __name__ == "__main__":
    for line in sys.stdin:
        run(json.loads(line))
