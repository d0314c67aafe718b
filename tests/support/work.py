"""Work, counted instead of timed: the same on a busy machine and on an idle one."""

import sys
from collections.abc import Callable
from typing import Any


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, Python's and C's, while this runs in this thread.

    What a single call takes, a pattern's search among them, is not seen: `benchmarks/growth.py` times that.
    """
    counted = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def steps(work: Callable[[], object]) -> int:
    """How many lines are run, a loop's each time round, and functions of Python called, while this runs in this thread.

    It tells a loop within one function, which `calls` does not; what C does for one line (a slice, a search) neither tells.
    """
    counted = 0

    def count(_frame: Any, _event: str, _argument: Any) -> Any:
        nonlocal counted
        counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted
