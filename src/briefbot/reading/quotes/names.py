"""What of a run of capitalised words is somebody's name: where it ends, which titles it begins with, what only describes."""

import re
from collections.abc import Container, Mapping

from briefbot.language.lexicon import (  # fmt: skip
    CALENDAR,
    DETERMINER,
    FUNCTION,
    GROUP,
    HEAD,
    NATIONALITY,
    ORGANIZATION,
    PARTICLE,
    PERSON,
    PLURAL,
    SUFFIX,
    TITLE,
    Lexicon,
    given_names,
)
from briefbot.reading.quotes.tokens import Stream

_DESCRIPTION = HEAD | ORGANIZATION | NATIONALITY | TITLE | CALENDAR
_INITIAL = re.compile(r"[^\W\d_]\.")
# An adjective made with a hyphen ("Texas-sized", "GOP-leaning"); a given name of two syllables ("Ki-moon") is none.
_HYPHENED = re.compile(r"-(?:[a-z]{3,}(?:ed|ing)|born|style|era|level|like|wide|type|led|run)$")
_DESCRIBES = ("-born", "-based", "-turned", "-educated", "-raised", "-trained", "-elect", "-bred")
_TITLE_NAMES = frozenset(("bishop", "major", "marshal", "chief", "sheriff", "mayor"))  # titles that are family names too
_TITLE_OF = frozenset(
    "state defense defence treasury labor labour energy commerce homeland security education interior".split()
)
_CLOSES_NAME = 7  # the longest name in words that is still one name


class NameFinder:
    """Reads the runs of capitalised words of one document; `small` are its words without a capital."""

    def __init__(self, stream: Stream, lexicon: Lexicon, small: Container[str]) -> None:
        self.stream = stream
        self.lexicon = lexicon
        self.small = small

    def describes_only(self, i: int, j: int) -> bool:
        """Whether capitalised words are no name: an adjective ("Texas-sized"), a day ("on Super Tuesday"), a role cut short."""
        words, bits = self.stream.words, self.stream.bits
        last = words[j - 1]
        if last.islower() or _HYPHENED.search(last) or (j - i > 1 and last[-1] == "." and last.lower() in self.lexicon.titles):
            return True
        day = j < len(words) and bits[j] & CALENDAR and words[j][0].isupper()
        return bool(day) and j - i == 1 and i > 0 and words[i - 1].lower() == "on"

    def end(self, i: int, sentence: int) -> int:
        """Where the run of capitalised words that begins at `i` ends."""
        words, bits, sentences = self.stream.words, self.stream.bits, self.stream.sentence
        n = len(words)
        j = i + 1
        while j < n and j - i < _CLOSES_NAME + 3 and sentences[j] == sentence:
            word = words[j]
            if word[0].isupper():
                if (bits[j] & CALENDAR and not bits[j] & TITLE) or (bits[j] & DETERMINER and word[1:].islower()):
                    break
                j += 1
            elif (step := self._joint(j)) and j + step <= n:
                j += step
            else:
                break
        return j

    def _joint(self, j: int) -> int:
        """How many tokens lead from a word inside a name ("of", "van den", ", Jr.") past its next capital; 0 if none do."""
        words, bits = self.stream.words, self.stream.bits
        word = words[j]
        following = words[j + 1] if j + 1 < len(words) else "."
        if bits[j] & PARTICLE and not bits[j] & FUNCTION:
            return (
                2
                if following[0].isupper()
                else 3
                if self._is_particle(j + 1) and words[j + 2 : j + 3] and words[j + 2][0].isupper()
                else 0
            )
        if word == "of" and following[0].isupper() and bits[j - 1] & (ORGANIZATION | TITLE):
            return 2
        if (
            word in ("for", "on")
            and following[0].isupper()
            and bits[j - 1] & ORGANIZATION
            and not bits[j - 1] & (TITLE | PLURAL)
        ):
            return 0 if word == "on" and not bits[j - 1] & GROUP else 0 if bits[j + 1] & (CALENDAR | FUNCTION) else 2
        if word == "of" and following == "the" and bits[j - 1] & (ORGANIZATION | TITLE):
            return 3 if words[j + 2 : j + 3] and words[j + 2][0].isupper() else 0
        if word == "&" and following[0].isupper():
            return 2
        return 2 if word == "," and following[0].isupper() and bits[j + 1] & SUFFIX else 0

    def _is_particle(self, j: int) -> bool:
        return j < len(self.stream.words) and bool(self.stream.bits[j] & PARTICLE)

    def is_named(self, i: int) -> bool:
        """Whether a given name or an initial stands at token `i`."""
        word = self.stream.words[i]
        return word.lower() in given_names() or is_initial(word)

    def titles(self, i: int, j: int) -> tuple[list[str], int]:
        """The titles that the words `i`..`j` begin with, and where the name behind them begins."""
        words, bits = self.stream.words, self.stream.bits
        core = i
        titles: list[str] = []
        for k in range(i, i if self._is_body(i, j) else j):
            if bits[k] & TITLE and (k + 1 < j or k == i or (k == core and self._ends_title(k))):
                titles.append(words[k].lower())
                core = k + 1
                if core < j and words[core] == "of":
                    core += 1
                    while core < j and (words[core].lower() in _TITLE_OF or words[core].islower()):
                        core += 1
                    core = next((n for n in range(core, j - 1) if self.is_named(n)), core)
        return titles, core

    def behind_description(self, i: int, j: int) -> int:
        """Where the person's name begins behind words that only describe its bearer ("Comedian Ann Lee"); `i` if nothing does.

        What is cut is known for a description: a role, a body, a nationality, or a word that the text has in small letters too.
        """
        words, last = self.stream.words, self.stream.bits[j - 1]
        if j - i < 3 or self.is_named(i) or last & (ORGANIZATION | PERSON) or any(word.islower() for word in words[i:j]):
            return i
        for k in range(i + 1, j - 1):
            if self.is_named(k):
                return k if any(self._describes(d) for d in range(i, k)) else i
        return i

    def _describes(self, i: int) -> bool:
        """Whether a capitalised word before a name says what its bearer is."""
        word, bits = self.stream.words[i].lower(), self.stream.bits[i]
        return bool(bits & _DESCRIPTION) or word in self.small or word.endswith(_DESCRIBES) or word.endswith(("ing", "ly"))

    def _ends_title(self, k: int) -> bool:
        """Whether a title behind another one ends a role without a name ("the Prime Minister"); "Mr. King" is a name."""
        before, last = self.stream.words[k - 1].lower(), self.stream.words[k].lower()
        if before in self.lexicon.title_parts:
            return True
        titles = self.lexicon.titles
        return before[-1] != "." and not titles.get(before) and not titles.get(last) and last not in _TITLE_NAMES

    def _is_body(self, i: int, j: int) -> bool:
        """Whether the words are a body's name, in which "Foreign" or "Senate" is no title ("Foreign Ministry")."""
        words, bits = self.stream.words, self.stream.bits
        first = words[i].lower()
        return (
            j - i > 1
            and bool(bits[j - 1] & ORGANIZATION)
            and not (first[-1] == "." or self.lexicon.titles.get(first) or first == "president")
        )


def words_are_given(word: str, given: Mapping[str, str]) -> bool:
    """Whether a word is a given name that somebody bears."""
    return word.lower() in given


def is_initial(word: str) -> bool:
    """Whether a word is an initial ("J.")."""
    return _INITIAL.fullmatch(word) is not None
