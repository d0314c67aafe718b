"""What of a run of capitalised words is somebody's name: where it ends, which titles it begins with, what only describes."""

import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from briefbot.language.lexicon import (  # fmt: skip
    CALENDAR,
    CUE,
    DETERMINER,
    FUNCTION,
    GROUP,
    HEAD,
    NATIONALITY,
    ORGANIZATION,
    PARTICLE,
    PAST,
    PERSON,
    PLURAL,
    PRONOUN,
    SUFFIX,
    TITLE,
    Lexicon,
    given_names,
)
from briefbot.reading.quotes.tokens import Stream

_DESCRIPTION = HEAD | ORGANIZATION | NATIONALITY | TITLE | CALENDAR
# A word of these kinds that somebody may be called as well ("council", "judge") begins no name among others.
_NO_GIVEN_NAME = ORGANIZATION | PERSON | TITLE | FUNCTION
_PREFIXED = re.compile(r"[a-z]{1,3}[-’'][^\W\d_a-z]")  # "al-Haddad", "d'Orsan"
_INITIAL = re.compile(r"[^\W\d_]\.")
# An adjective made with a hyphen ("Texas-sized", "GOP-leaning"); a given name of two syllables ("Ki-moon") is none.
_HYPHENED = re.compile(r"-(?:[a-z]{3,}(?:ed|ing)|born|style|era|level|like|wide|type|led|run)$")
_DESCRIBES = ("-born", "-based", "-turned", "-educated", "-raised", "-trained", "-elect", "-bred")
_TITLE_NAMES = frozenset(("bishop", "major", "marshal", "chief", "sheriff", "mayor"))  # titles that are family names too
# Titles that are a family name behind a given one ("Peter King").
_FAMILY_NAMES = _TITLE_NAMES | frozenset("king prince duke earl baron judge justice pope count lord cardinal speaker".split())
_APOSTROPHES = frozenset(("'", "’", "'s", "’s"))
MONTH_NAMES = frozenset(("May", "April", "June", "August"))  # months that people are called after
_TITLE_OF = frozenset(
    "state defense defence treasury labor labour energy commerce homeland security education interior".split()
)
# How nouns end that say what somebody is or does, and how few letters they have.
_ROLE_ENDS = ("er", "or", "ist", "ian", "man", "woman", "person")
_SHORTEST_ROLE = 5
_MOST_LETTERS = 5
_CLOSES_NAME = 7  # the longest name in words that is still one name
_FIELD = ("in", "for", "of")  # an office's: "Special Agent in Charge", "Secretary for Fish and Wildlife", "Dean of Students"


class KnownNames(NamedTuple):
    """What an article calls its people elsewhere: words that stand as somebody's name alone, and names of several words."""

    alone: Container[str]
    full: Container[tuple[str, ...]]


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
            if word[0].isupper() or _PREFIXED.match(word):
                called = word in MONTH_NAMES and self._goes_on_as_name(j)
                if (bits[j] & CALENDAR and not (bits[j] & TITLE or called)) or (
                    bits[j] & (DETERMINER | PRONOUN) and word[1:].islower()
                ):
                    break
                j += 1
            elif behind := self._behind_field(j):
                j = behind
            elif (step := self._joint_by_apostrophe(j) if word in _APOSTROPHES else self._joint(j)) and j + step <= n:
                j += step
            else:
                break
        return j

    def _goes_on_as_name(self, j: int) -> bool:
        """Whether behind the word at `j` a name goes on, or what somebody does: "Aunty June Barraby", "Aunty June said"."""
        words, bits = self.stream.words, self.stream.bits
        return j + 1 < len(words) and (words[j + 1][0].isupper() or bool(bits[j + 1] & CUE and bits[j + 1] & PAST))

    def _joint(self, j: int) -> int:
        """How many tokens lead from a word inside a name ("of", "van den", ", Jr.") past its next capital; 0 if none do."""
        words, bits = self.stream.words, self.stream.bits
        word = words[j]
        following = words[j + 1] if j + 1 < len(words) else "."
        if bits[j] & PARTICLE and (not bits[j] & FUNCTION or self._is_given(words[j - 1])):  # "Erik ten Haag"
            return (
                2
                if following[0].isupper()
                else 3
                if self._is_particle(j + 1) and words[j + 2 : j + 3] and words[j + 2][0].isupper()
                else 0
            )
        if word == "of" and j > 1 and self._is_given(words[j - 2]) and not bits[j - 1] & ORGANIZATION:
            return 0  # "Peter T. King of New York"
        if word == "of" and following[0].isupper() and (bits[j - 1] & (ORGANIZATION | TITLE) or self._is_in_office(j)):
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
        if word == "and" and following[0].isupper() and self._is_in_office(j) and not self.is_named(j + 1):
            return 2
        return 2 if word == "," and following[0].isupper() and bits[j + 1] & SUFFIX else 0

    def _joint_by_apostrophe(self, j: int) -> int:
        """2 where an apostrophe at `j` stands inside a name: that of a body of several ("Women's League"), or a letter.

        Of one possessor it does not ("Georgia's Supreme Court"); behind another letter than "s" it is no possessive at all.
        """
        words, bits = self.stream.words, self.stream.bits
        owner, alone = words[j - 1], words[j] in ("'", "’")
        if j + 1 >= len(words) or not words[j + 1][0].isupper():
            return 0
        if alone and owner[-1] != "s":
            return 2 if self.stream.starts[j + 1] > self.stream.starts[j] + 1 else 0
        if not alone and bits[j - 1] & (PERSON | TITLE) and words[j + 1] in ("Office", "Department"):
            return 2  # "Sheriff's Office"
        if not (bits[j - 1] & PLURAL or alone):
            return 0
        end = next((k for k in range(j + 1, min(j + 5, len(words))) if not words[k][0].isupper()), j + 1)
        several = bits[j - 1] & PLURAL or owner.lower().removesuffix("s") in self.lexicon.persons or owner.endswith("ers")
        return 2 if several and bits[end - 1] & ORGANIZATION else 0

    def _is_in_office(self, j: int) -> bool:
        """Whether what stands before "and" names an office's field: "Minister of Municipal and Rural Affairs"."""
        words, bits = self.stream.words, self.stream.bits
        for k in range(j - 1, max(0, j - 7), -1):
            if words[k] in ("of", "for") and bits[k - 1] & TITLE:
                return True
            if not words[k][0].isupper() and words[k] not in ("of", "the", "and"):
                return False
        return False

    def _behind_field(self, j: int) -> int:
        """Where a full name begins behind an office that goes on at `j`: "Agent in Charge Ann Lee"; 0 if none does."""
        words, bits, sentence = self.stream.words, self.stream.bits, self.stream.sentence
        if words[j] not in _FIELD or not (bits[j - 1] & (TITLE | PERSON) or words[j - 1] == "Dean"):  # a given name, too
            return 0
        for k in range(j + 1, min(j + _CLOSES_NAME, len(words) - 1)):
            if sentence[k + 1] != sentence[j] or not (words[k][0].isupper() or words[k] in ("and", "&", "of", "the")):
                return 0
            named = k > j + 1 and self.is_named(k) and not bits[k] & ORGANIZATION
            if named and (words[k + 1][0].isupper() or bits[k + 1] & PARTICLE):
                return k
        return 0

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
        for field in range(i + 1, j):
            if behind := self._behind_field(field):
                return [words[k].lower() for k in range(i, field) if bits[k] & (TITLE | PERSON)], behind
        for k in range(i, i if self._is_body_at(i, j) else j):
            if k > core and words[k].lower() in _FAMILY_NAMES and self._is_given(words[k - 1]):
                break
            if self._is_called(k, j, titles):
                break
            if words[k] == "Gen" and not titles and not (k + 1 < j and self._is_given(words[k + 1])):
                break  # without a point it is a given name too
            if bits[k] & TITLE and (k + 1 < j or k == i or (k == core and self._ends_title(k))):
                titles.append(words[k].lower())
                core = k + 1
                if core < j and words[core] == "of":
                    core = self._behind_office(core + 1, j)
        return titles, core

    def _is_called(self, k: int, j: int, titles: Sequence[str]) -> bool:
        """Whether a title is a given name, as a title before it or a generation tells: "Rep. Earl Blum", "Earl Blum Jr."."""
        word = self.stream.words[k]
        shortened = bool(titles) and titles[-1][-1] == "." and word[-1] != "." and k == j - 2
        younger = k + 2 < j and self.stream.words[j - 1].lower() in self.lexicon.generations
        return (shortened or younger) and word.lower() in given_names() and word.lower() not in ("justice", "judge", "major")

    def _behind_office(self, i: int, j: int) -> int:
        """Where the name begins in what stands behind "Minister of": past the field, at a given name where one is known."""
        words, bits = self.stream.words, self.stream.bits
        while i < j and words[i].islower():
            i += 1
        if bits[j - 1] & ORGANIZATION:
            return j
        start = min(i + 1, j)
        for k in range(i, j - 1):
            if words[k].lower() in _TITLE_OF or words[k].islower() or bits[k] & ORGANIZATION:
                start = k + 1
        return next((k for k in range(start, j - 1) if self.is_named(k)), start)

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

    def is_role(self, i: int, j: int) -> bool:
        """Whether a sentence's first word says what somebody is ("Opener Rupali Deshmukh"), as its form tells."""
        low = self.stream.words[i].lower()
        behind = self.stream.words[i + 1 : j]
        if low in given_names() or not low.isalpha() or len(low) < _SHORTEST_ROLE or self.stream.bits[j - 1] & ORGANIZATION:
            return False
        return low.removesuffix("s").endswith(_ROLE_ENDS) and not any(word.islower() for word in behind[:1])

    def person(self, core: tuple[str, ...], known: "KnownNames", *, titled: bool) -> tuple[str, ...]:
        """The part of a name of several words that is the person's, by what else the article calls its people.

        What stands before a full name that the article has elsewhere goes ("United States Hamdi Mo", "Hamdi Mo"), and so
        does what names a body, an office or a place before somebody's name ("Council Ann Lee"); a body's name stays whole.
        """
        n = len(core)
        if self._is_body(core):
            return core
        begins = [k + 1 for k in range(n - 1) if self._is_before_name(core, k, known)]
        for k in range(1, n - 1) if begins else ():
            if core[k:] in known.full and not self._is_given(core[0]):
                return core[k:]
        for k in range(2, n - 1):
            if core[:k] in known.full and self._is_given(core[0]) and " ".join(core[k:]).lower() in self.lexicon.places:
                return core[:k]
        if n > 2 and core[0].isupper() and core[0].isalpha() and core[1:] in known.full:
            return core[1:]  # "DJ Ann Lee", who is Ann Lee elsewhere
        if n > 2 and core[0].isupper() and core[0].isalpha() and 2 < len(core[0]) < _MOST_LETTERS and self._is_given(core[1]):
            return core[1:]  # an office's letters: "SHO Ann Lee"
        if not begins:
            return core
        begin = begins[-1]
        if not self._is_given(core[begin]):
            begin = next((k for k in range(begin, n - 1) if self._is_given(core[k])), begin)
        rest = core[begin:]
        if len(rest) > 1 and self._is_given(rest[0]):
            return rest
        alone = rest[-1] in known.alone and not any(word.islower() for word in core)
        return rest if titled or (alone and not self._is_given(core[0])) else core

    def _is_given(self, word: str) -> bool:
        low = word.lower()
        return (low in given_names() and not self.lexicon.bits.get(low, 0) & _NO_GIVEN_NAME) or is_initial(word)

    def _is_body(self, core: tuple[str, ...]) -> bool:
        """Whether a name ends as those of bodies and places do."""
        last = core[-1].lower()
        if self.lexicon.bits.get(last, 0) & (ORGANIZATION | PLURAL):
            return True
        return any(" ".join(core[-k:]).lower() in self.lexicon.places for k in (1, 2, 3))

    def _is_before_name(self, core: tuple[str, ...], k: int, known: "KnownNames") -> bool:
        """Whether word `k` of a name is no person's name but what stands before one: a body, an office, a place."""
        word = core[k]
        low = word.lower()
        if word in known.alone or (k == 0 and low in given_names()):
            return False
        bits = self.lexicon.bits.get(low, 0)
        if low in ("of", "for", "on", "and", "&"):
            return True
        place = any(" ".join(core[a : k + 1]).lower() in self.lexicon.places for a in (k, k - 1) if a >= 0)
        return bool(bits & (ORGANIZATION | PERSON | NATIONALITY)) or (place and not self._is_given(word))

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

    def _is_body_at(self, i: int, j: int) -> bool:
        """Whether the words are a body's name, in which "Foreign" or "Senate" is no title ("Foreign Ministry")."""
        words, bits = self.stream.words, self.stream.bits
        first = words[i].lower()
        return (
            j - i > 1
            and bool(bits[j - 1] & ORGANIZATION)
            and not (bits[i] & PERSON and words[i + 1] == "of")  # "Chairperson of the Heritage Authority"
            and not (bits[i] & PERSON and j - i == 2 and not bits[i + 1] & GROUP)  # "Minister Park"
            and not (first[-1] == "." or self.lexicon.titles.get(first) or first == "president")
        )


def words_are_given(word: str, given: Mapping[str, str]) -> bool:
    """Whether a word is a given name that somebody bears."""
    return word.lower() in given


def is_initial(word: str) -> bool:
    """Whether a word is an initial ("J.")."""
    return _INITIAL.fullmatch(word) is not None
