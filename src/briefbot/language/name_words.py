"""The words of a name, as questions are searched for it: folded, and what stands before and behind a name told apart."""

import re
from collections.abc import Iterator

from briefbot.language.folding import fold_name
from briefbot.language.languages import profile
from briefbot.language.lexicon import PERSON, TITLE, given_names, lexicon
from briefbot.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?")
_POSSESSIVE = re.compile(r"[’']s?$")
_ENGLISH = profile("en")


def raw_words(text: str) -> Iterator[tuple[str, str, Span]]:
    """Each word of a text, with and without its possessive ending, and the place of the latter."""
    for match in _WORD.finditer(text):
        raw = match.group().rstrip(".")
        bare = _POSSESSIVE.sub("", raw)
        yield raw, bare, Span(match.start(), match.start() + len(bare))


def name_words(name: str) -> list[str]:
    """The words of a name as they are compared: folded, without titles, suffixes, initials in the middle."""
    words = [fold_name(bare) for _, bare, _ in raw_words(name)]
    kept = [word for word in words if word not in _ENGLISH.generations]
    while len(kept) > 1 and kept[0] in _ENGLISH.forms_of_address:
        kept = kept[1:]
    return kept[:1] + [word for word in kept[1:-1] if len(word) > 1] + kept[1:][-1:]


def generations_of(name: str) -> frozenset[str]:
    """The suffixes in a name: "jr", "iii"."""
    words = (fold_name(bare) for _, bare, _ in raw_words(name))
    return frozenset(_ENGLISH.generations[word] for word in words if word in _ENGLISH.generations)


def is_title(word: str) -> bool:
    """Whether a folded word is a title or a role that stands before names: "mr", "sheriff", "engineer"."""
    return word in _ENGLISH.forms_of_address or (
        word not in given_names() and bool(lexicon("en").bits.get(word, 0) & (PERSON | TITLE))
    )


def title_before(text: str, name: Span) -> Span | None:
    """The titles and roles that stand right before a name: "Mr", "Prime Minister", "Sheriff"."""
    start = name.start
    for raw, bare, place in reversed(list(raw_words(text[: name.start]))):
        if text[place.start + len(raw) : start].strip(" .") or raw != bare or not is_title(fold_name(bare)):
            break
        start = place.start
    return Span(start, name.start) if start < name.start else None
