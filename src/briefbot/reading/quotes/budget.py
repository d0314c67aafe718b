"""How much work one text may make, counted in what is found and compared in it, never in seconds: it is always the same.

All steps take time in proportion to the text, but for a text that is made to be slow: a thousand people of one family name whom
each "Lee" may mean, a quotation every twenty letters. What costs more than any article is given up, and its text is kept.
"""

import re

# A megabyte of dialogue has fewer, and no article a hundredth part of it; each takes the third of a millisecond.
MOST_QUOTATIONS = 10_000
# Times that a name, a role or a relative is compared with somebody who may be meant: an article makes some hundred.
MOST_COMPARISONS = 1_000_000
# Different words that a Russian text has with a capital alone: each is read in all cases, as a name, which takes a millisecond.
MOST_NAMES = 4_000

_RUSSIAN_WORD = re.compile(r"[А-Яа-яЁё]+")


class TooMuchWorkError(Exception):
    """A text whose quotations would take too long to find; `str` says what it has too much of."""

    def __str__(self) -> str:
        """As it stands behind the name of a document."""
        return f"it would take too long: {super().__str__()}"


class Budget:
    """What is left of the comparisons that one text may make."""

    def __init__(self, comparisons: int = MOST_COMPARISONS) -> None:
        self.left = comparisons

    def spend(self, comparisons: int) -> None:
        """Take so many; TooMuchWorkError where they are more than are left."""
        self.left -= comparisons
        if self.left < 0:
            raise TooMuchWorkError("too many people of one name or role")


def hold_quotations(number: int) -> None:
    """TooMuchWorkError where a text has so many quotations that they would take too long."""
    if number > MOST_QUOTATIONS:
        raise TooMuchWorkError(f"{number} quotations, more than {MOST_QUOTATIONS}")


def hold_russian_names(text: str) -> None:
    """TooMuchWorkError where a Russian text has so many different words that may be names that these would take too long."""
    words = set(_RUSSIAN_WORD.findall(text))
    number = sum(word[0].isupper() and word.lower() not in words for word in words)
    if number > MOST_NAMES:
        raise TooMuchWorkError(f"{number} different names, more than {MOST_NAMES}")
