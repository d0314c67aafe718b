"""Who holds which office, as far as the archive says so: by the titles that its articles put before names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefbot.core.model import Office
from briefbot.core.questions.languages import language_of
from briefbot.core.questions.names import name_words
from briefbot.core.quotes.lexicon import lexicon

# How much text before a name may hold an office ("Senate Minority Leader"), in code points.
REACH = 40
# An office is somebody's when at least so many passages give it to them, and so many times as many as to the next one.
_LEAST = 2
_TIMES = 2

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?\.?")
_BREAK = re.compile(r"[,;:.!?“”\"()\n—–](?=\s)")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A speaker as an article introduces them: the name, the text before the mention and the mention itself, and its date."""

    name: str
    before: str
    mention: str
    published: date | None


def offices(sightings: Iterable[Sighting]) -> list[Office]:
    """The offices that are seen, each with and without the word before it ("president", "french president")."""
    seen: dict[tuple[str, str], list[date | None]] = defaultdict(list)
    for sighting in sightings:
        for title in _titles(sighting):
            seen[title, sighting.name].append(sighting.published)
    result = []
    for (title, name), days in sorted(seen.items()):
        known = [day for day in days if day]
        result.append(Office(title, name, min(known, default=None), max(known, default=None), len(days)))
    return result


def holder(question: str, known: Sequence[Office], since: date | None, until: date | None) -> str | None:
    """The name of whoever holds the office that a question names, within these days; None where nobody does for sure.

    The longest title that the question holds counts: "the vice president" is not the president.
    """
    by_title: dict[str, list[Office]] = defaultdict(list)
    for office in known:
        if (since is None or office.last is None or office.last >= since) and (
            until is None or office.first is None or office.first <= until
        ):
            by_title[office.title].append(office)
    language = language_of(question)
    for match in language.office.finditer(question):
        words = [_plain(word) for word in match["words"].split()]
        for length in range(min(5, len(words)), 0, -1):
            if candidates := [
                office for title in language.titles(words[:length], words[length:]) for office in by_title.get(title, ())
            ]:
                return _sole(candidates)
    return None


def _sole(candidates: Sequence[Office]) -> str | None:
    """The fullest name of the one whom most are; names that end alike ("Varga", "Ines Varga") are taken for one person's."""
    by_family: dict[str, list[Office]] = defaultdict(list)
    for office in candidates:
        by_family[name_words(office.name)[-1]].append(office)
    most, *others = sorted(by_family.values(), key=_passages, reverse=True)
    if _passages(most) < max(_LEAST, _TIMES * _passages(others[0] if others else ())):
        return None
    return max(most, key=lambda office: (" " in office.name, office.passages)).name


def _passages(held: Iterable[Office]) -> int:
    return sum(office.passages for office in held)


def _titles(sighting: Sighting) -> Iterable[str]:
    """The titles right before a name: the run of title words, and the same with the word that says of what."""
    titles = lexicon("en").titles
    inside = _WORD.findall(sighting.mention)
    own = next((at for at, word in enumerate(inside) if _plain(word) not in titles), len(inside))
    if own == len(inside):
        return
    words = [*_WORD.findall(_BREAK.split(sighting.before)[-1]), *inside[:own]]
    start = len(words)
    while start and _plain(words[start - 1]) in titles:
        start -= 1
    title = " ".join(_plain(word) for word in words[start:])
    if not title or _plain(words[-1]) in ("mr", "mrs", "ms", "miss", "dr", "sir", "former"):
        return
    yield title
    if start and words[start - 1][0].isupper() and words[start - 1] != "The":
        yield f"{_plain(words[start - 1])} {title}"


def _plain(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower()).rstrip(".")
