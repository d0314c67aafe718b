"""Odd and hostile feeds and pages: each is a document or a refusal, whatever is wrong with it.

`benchmarks/odd_files.py` does the same with thousands, large ones among them, and looks at the clock.
"""

from collections.abc import Callable
from itertools import count, islice

import pytest

from support.odd_files import odd_feed, odd_page
from support.program import Program

_LARGEST = 60_000  # bytes, of those that are tried here


@pytest.mark.parametrize(("odd", "number"), [(odd_feed, 40), (odd_page, 25)])
def test_odd_files_are_read_or_refused(program: Program, odd: Callable[[int], tuple[str, bytes]], number: int) -> None:
    """None ends the process that reads it, raises, or keeps out another one, and all that came in can be exported."""
    small = (one for one in map(odd, count()) if len(one[1]) <= _LARGEST)
    for name, content in islice(small, number):
        program.write(f"odd/{name}", content)
    ran = program("ingest", "odd", "--json")
    assert "could not be read" not in ran.err
    assert "ended the process" not in ran.err
    told = ran.record
    assert told["added"] > number / 3
    assert not any("could not be read" in one["error"] for one in told["failed"] + told["degraded"])
    assert program("export", "-").out.count('"briefbot": "document"') == told["added"]
