"""Run the program with its clock ahead: `python at.py SECONDS ARGUMENT …`; so does a test that runs at another date."""

import runpy
import sys
import time

import time_machine


def main() -> None:
    """Be `python -m briefbot ARGUMENT …`, so many seconds later."""
    ahead = float(sys.argv.pop(1))
    with time_machine.travel(time.time() + ahead):
        runpy.run_module("briefbot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
