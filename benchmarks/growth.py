"""How the time of reading grows with a text: `python benchmarks/growth.py`; exit status 1 where it grows faster than the text.

Tests count calls (tests/support/work.py); what one call takes, a pattern that searches in vain above all, shows only in time.
Text that repeats one thing is where a pattern or a loop goes over the same ground again.
"""

import math
import sys
import time
from collections.abc import Callable, Iterator

from briefbot.language.ru.morphology import is_cyrillic
from briefbot.model import Document
from briefbot.reading.page import read_page
from briefbot.reading.quotes import find_quotes

LARGEST = 1_000_000  # characters
LARGEST_RUSSIAN = 200_000  # a dictionary is asked for every Russian word
# Time grows with the length to this power at most: 1 is linear, 2 is quadratic.
STEEPEST = 1.4
# Below this the machine's other work is all that is measured. In seconds.
NOTHING = 0.1

QUOTED = (
    '"', "“", '" ', ' "a', "''", "He said. ", "the senator said ", "Bob, a, a, ", ", who said ", "Ann Lee ", "он сказал ",
    "— А, — сказал он. ", "Громов «а» ", ", который сказал ",
)  # fmt: skip
READ = (
    "By ", "Share ", "© ", "(", "photo ", "follow @", "March 3, 2014 | ", "a\n", "Read more:\n", "x. ", "/", "contributed ",
)  # fmt: skip


def quoted(text: str) -> None:
    """Find the quotations of a text."""
    find_quotes(Document("d", text, language="ru" if is_cyrillic(text) else None))


def read(text: str) -> None:
    """Read a text as a page."""
    read_page(text)


def seconds(work: Callable[[str], None], text: str) -> float:
    """The better of two runs: a machine does other things too."""
    taken = []
    for _ in range(2):
        started = time.process_time()
        work(text)
        taken.append(time.process_time() - started)
    return min(taken)


def steep() -> Iterator[str]:
    """Measure, print, and tell what grows too fast."""
    for work, units in ((quoted, QUOTED), (read, READ)):
        for unit in units:
            largest = LARGEST_RUSSIAN if is_cyrillic(unit) else LARGEST
            small, large = (seconds(work, unit * (size // len(unit))) for size in (largest // 10, largest))
            power = math.log10(max(large, NOTHING) / max(small, NOTHING / 10))
            print(f"{work.__name__:8}{unit!r:24}{small:8.3f} s{large:8.3f} s   length^{power:.2f}")
            if power > STEEPEST:
                yield f"{work.__name__} {unit!r}"


if __name__ == "__main__":
    found = list(steep())
    print("Grows faster than the text: " + "; ".join(found) if found else "all grow with the text")
    sys.exit(bool(found))
