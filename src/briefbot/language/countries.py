"""Countries and what is called after them: "India" and "Indian", whose stems differ."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefbot.language.en.places import PLACES
from briefbot.language.lexicon import NATIONALITY, lexicon

_ENDINGS_OF_PLACES = ("ia", "ey", "a", "o", "y", "")
_ENDINGS_OF_ADJECTIVES = ("ian", "ean", "ese", "ish", "an", "i", "n", "")
# Shorter ones would have much in common by chance.
_SHORTEST = 3


def akin(word: str) -> tuple[str, ...]:
    """The adjectives of a country or city, or what an adjective is called after, in small letters; none of other words."""
    return _kin().get(word, ())


@functools.cache
def _kin() -> Mapping[str, tuple[str, ...]]:
    adjectives = [word for word, bits in lexicon("en").bits.items() if bits & NATIONALITY]
    by_root = defaultdict(list)
    for place in PLACES:
        for root in _roots(place, _ENDINGS_OF_PLACES):
            by_root[root].append(place)
    kin: dict[str, set[str]] = defaultdict(set)
    for adjective in adjectives:
        for root in _roots(adjective, _ENDINGS_OF_ADJECTIVES):
            for place in by_root.get(root, ()):
                kin[adjective].add(place)
                kin[place].add(adjective)
    return {word: tuple(sorted(others)) for word, others in kin.items()}


def _roots(word: str, endings: Iterable[str]) -> set[str]:
    """What is left of a word without the longest of the endings that it has."""
    ending = next(one for one in endings if word.endswith(one))
    root = word.removesuffix(ending)
    return {root} if len(root) >= _SHORTEST else set()
