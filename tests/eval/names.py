"""When a shown name is the person or body that the annotation means."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RUSSIAN = re.compile(r"[А-Яа-яЁё-]+")
_STEM, _ENDING = 3, 2  # letters: the least that two forms of a Russian name share, and the most that a case changes at its end
_SUFFIXES = frozenset({"jr", "sr"})
# What may stand before a name and is no part of it.
_TITLE = re.compile(
    r"the|mr|mrs|ms|miss|dr|sen|senator|rep|gov|governor|mayor|minister|secretary|cllr|judge|captain|capt|nurse|rev|hon|sir|"
    r"king|queen|prince|princess|crown|chief|president|superintendent"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a name: `full` as articles print it, `family` the part that names the person by itself."""

    full: str
    family: str

    @classmethod
    def parse(cls, written: str) -> "Name":
        """A name with its family name between slashes; without slashes it is the last word but for Jr. and Sr."""
        if marked := re.search(r"/(.+?)/", written):
            return cls(written.replace("/", ""), marked[1])
        words = [word for word in written.split() if word.casefold().strip(".") not in _SUFFIXES]
        return cls(written, words[-1])

    def fits(self, shown: str) -> bool:
        """Whether `shown` names this one: the family name is there, and nothing in it contradicts."""
        words, own = _words(shown), _words(self.full)
        suffix = _SUFFIXES.intersection(own)
        if len(words) > 1 and not suffix.issubset(words):
            return False
        return _words(self.family)[-1] in words and all(any(_agree(word, mine) for mine in own) for word in words)

    def is_complete(self, shown: str) -> bool:
        """Whether `shown` fits and leaves out nothing but initials."""
        words = _words(shown)
        return self.fits(shown) and all(mine in words for mine in _words(self.full) if len(mine) > 1)

    def shares_capitals(self, shown: str) -> bool:
        """Whether a capitalised word, longer than an initial, stands in both, in Russian whatever its case."""
        capitals = {word for word in _WORD.findall(shown) if word[0].isupper()}
        own = [word for word in _WORD.findall(self.full) if word[0].isupper() and len(word) > 1]
        return any(_is_form(word, other) for word in own for other in capitals)


@dataclass(frozen=True, slots=True)
class Person:
    """A person or body with the names that are right for it, the fullest in the article first."""

    names: tuple[Name, ...]

    @classmethod
    def parse(cls, written: str) -> "Person":
        """Names with bars between them."""
        return cls(tuple(Name.parse(name.strip()) for name in written.split("|")))

    @property
    def fullest(self) -> str:
        """The fullest name that the article gives."""
        return self.names[0].full

    def fits(self, shown: str | None) -> bool:
        """Whether `shown` names this one, if only by the family name."""
        return shown is not None and any(name.fits(shown) for name in self.names)

    def is_complete(self, shown: str | None) -> bool:
        """Whether `shown` is the fullest name of this one."""
        return shown is not None and self.names[0].is_complete(shown)

    def shares_capitals(self, shown: str) -> bool:
        """Whether a capitalised word of a name stands in `shown`."""
        return any(name.shares_capitals(shown) for name in self.names)


def _words(name: str) -> list[str]:
    """The words of a name, casefolded, without the titles before it."""
    words = [word.casefold() for word in _WORD.findall(name)]
    while len(words) > 1 and _TITLE.fullmatch(words[0]):
        del words[0]
    return words


def _is_form(one: str, other: str) -> bool:
    """Whether two words are the same, in Russian but for the ending of a case."""
    if one == other or not _RUSSIAN.fullmatch(one):
        return one == other
    stem = max(_STEM, min(len(one), len(other)) - _ENDING)
    return one[:stem] == other[:stem] and abs(len(one) - len(other)) <= _ENDING


def _agree(one: str, other: str) -> bool:
    """Whether two words are the same, or one is the other's initial."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
