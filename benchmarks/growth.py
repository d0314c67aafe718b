"""How the time of reading grows with a text: `python benchmarks/growth.py`; exit status 1 where it grows faster than the text.

Tests count calls (tests/support/work.py); what one call takes, a pattern that searches in vain above all, shows only in time.
Text that repeats one thing is where a pattern or a loop goes over the same ground again.
"""

import contextlib
import math
import re
import sys
import time
from collections.abc import Callable, Iterator

from briefbot.archive.analysis import analysed
from briefbot.language.ru.morphology import is_cyrillic
from briefbot.model import Document
from briefbot.reading.page import read_page
from briefbot.reading.quotes import TooMuchWorkError, find_quotes

LARGEST = 1_000_000  # characters
LARGEST_RUSSIAN = 200_000  # a dictionary is asked for every Russian word
# Time grows with the length to this power at most: 1 is linear, 2 is quadratic.
STEEPEST = 1.4
# Below this the machine's other work is all that is measured. In seconds.
NOTHING = 0.1
LONG = 1.0  # seconds

QUOTED = (
    '"', "“", '" ', ' "a', "''", "He said. ", "the senator said ", "Bob, a, a, ", ", who said ", "Ann Lee ", "он сказал ",
    "— А, — сказал он. ", "Громов «а» ", ", который сказал ",
)  # fmt: skip
READ = (
    "September 8, 2016\n", "By ", "Share ", "© ", "(", "photo ", "follow @", "March 3, 2014 | ", "a\n", "Read more:\n", "x. ",
    "/", "contributed ",
)  # fmt: skip
# Whole documents, as they are brought in: those that make too much work are given up before it is done, and cut as plain text.
BROUGHT_IN = (
    'He said "ab" then. ', '"We will win this now," said Ann Lee. ', "«Мы победим», — сказал Лавров. ", "“a ", "«а ", "''a ",
    "' ", "September 8, 2016\n", "“He said so,” she said.\n\n", "The Great Day\n\n",
    "GENEVA, 3 March 2014 (Agency) — It rained.\n\n",
    "LEE: I came.\n\n", "A. ", "... ", "http://a.b/c.d?e=f ", "А. А. ", "он сказал, что ", "他说。",
    "№ Lee said so. ", "№ов сказал. ",
)  # fmt: skip


def brought_in(text: str) -> None:
    """Cut a text into passages, quotations and all; a "№" is another word each time."""
    cyrillic = is_cyrillic(text)
    whole = re.sub("№", lambda match: _word(match.start(), cyrillic=cyrillic), text)
    analysed(Document("d", whole, language="ru" if cyrillic else None))


def _word(number: int, *, cyrillic: bool) -> str:
    """A word for a number, with a capital."""
    letters = "бвгдклмнрст" if cyrillic else "bdfgklmnprt"
    word = ""
    while number:
        number, digit = divmod(number, len(letters))
        word += letters[digit] + "аеио"[digit % 4] if cyrillic else letters[digit] + "aeio"[digit % 4]
    return word.title()


def quoted(text: str) -> None:
    """Find the quotations of a text."""
    with contextlib.suppress(TooMuchWorkError):
        find_quotes(Document("d", text, language="ru" if is_cyrillic(text) else None))


def read(text: str) -> None:
    """Read a text as a page."""
    read_page(text)


def seconds(work: Callable[[str], None], text: str) -> float:
    """The better of two runs, for a machine does other things too; one that takes long tells enough."""
    taken: list[float] = []
    while len(taken) < 2 and not (taken and taken[0] > LONG):
        started = time.process_time()
        work(text)
        taken.append(time.process_time() - started)
    return min(taken)


def steep() -> Iterator[str]:
    """Measure, print, and tell what grows too fast."""
    for work, units in ((brought_in, BROUGHT_IN), (quoted, QUOTED), (read, READ)):
        for unit in units:
            largest = LARGEST_RUSSIAN if is_cyrillic(unit) else LARGEST
            small, large = (seconds(work, unit * (size // len(unit))) for size in (largest // 10, largest))
            power = math.log10(max(large, NOTHING) / max(small, NOTHING / 10))
            print(f"{work.__name__:11}{unit!r:48}{small:8.3f} s{large:8.3f} s   length^{power:.2f}")
            if power > STEEPEST:
                yield f"{work.__name__} {unit!r}"


if __name__ == "__main__":
    found = list(steep())
    print("Grows faster than the text: " + "; ".join(found) if found else "all grow with the text")
    sys.exit(bool(found))
