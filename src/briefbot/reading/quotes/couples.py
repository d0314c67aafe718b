"""Couples: who "Tess" is in "Tess and Barry Wylie", where the article goes on about both by their family name."""

import itertools
from collections.abc import Iterator, Sequence

from briefbot.language.lexicon import given_names
from briefbot.reading.quotes.mentions import NAME, Mention
from briefbot.reading.quotes.tokens import Stream

_GENDERS = {"m", "f"}


def name_couples(stream: Stream, mentions: Sequence[Mention]) -> None:
    """Give the first of a man and a woman who are named together the family name that the article tells to be both theirs.

    It tells so by "Mrs Wylie" beside Barry Wylie, or by "the Wylies". Nobody is one of a couple whose name is somebody else's.
    """
    names = [m for m in mentions if m.kind is NAME and m.core]
    whole = {word for m in names if len(m.core) > 1 for word in (m.core[0], m.core[-1])}
    for first, second in _together(stream, names):
        family = second.core[-1]
        if first.core[0] not in whole and _is_family(names, family, given_names()[first.core[0].lower()]):
            first.core = (*first.core, family)


def _together(stream: Stream, names: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The given names of a man and a woman before "and", each with the full name behind it."""
    given = given_names()
    for first, second in itertools.pairwise(names):
        joined = stream.words[first.end : second.start] == ["and"] and not first.titles and not second.titles
        if joined and len(first.core) == 1 and len(second.core) == 2:
            genders = {given.get(one.core[0].lower(), "") for one in (first, second)}
            if genders == _GENDERS:
                yield first, second


def _is_family(names: Sequence[Mention], family: str, gender: str) -> bool:
    """Whether a family name stands alone with a title of that gender, or as that of several."""
    return any((m.core == (family,) and m.gender == gender) or m.core == (f"{family}s",) for m in names)
