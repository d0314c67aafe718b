"""Who holds which office, as far as the archive says so: by the titles that its articles put before names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefbot.answering.questions.languages import language_of
from briefbot.language.languages import profile
from briefbot.language.name_words import name_words
from briefbot.language.ru.morphology import lemma, words
from briefbot.language.transliteration import is_cyrillic
from briefbot.model import Office

# How much text before a name may hold an office ("Senate Minority Leader"), in code points.
REACH = 40
# An office is somebody's when at least so many passages give it to them, and so many times as many as to the next one.
_LEAST = 2
_TIMES = 2

_NO_LONGER = frozenset(("бывший", "прежний", "экс"))
# What these are of belongs to them.
_INCOMPLETE = frozenset("министр председатель глава директор секретарь".split())

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
    """The titles right before a name, each with and without what says of what."""
    return _russian_titles(sighting) if is_cyrillic(sighting.mention) else _english_titles(sighting)


def _russian_titles(sighting: Sighting) -> Iterator[str]:
    """The words from an office up to the name, in dictionary forms, whole and cut short: «министр иностранных дел России»."""
    titles = profile("ru").titles
    before = _BREAK.split(sighting.before)[-1].split()
    lemmas = [lemma(word) for word in before]
    start = next((at for at in reversed(range(len(lemmas))) if lemmas[at] in titles), None)
    if start is None or not sighting.mention[0].isupper() or lemmas[max(start - 1, 0)] in _NO_LONGER:
        return
    parts = [next((one.part for one in words(word)), "NOUN") for word in before[start:]]
    if set(parts) - {"NOUN", "ADJF"}:
        return
    shortest = 2 if lemmas[start] in _INCOMPLETE and len(parts) > 1 else 1
    for length in range(shortest, len(parts) + 1):
        if parts[length - 1] == "NOUN":
            yield " ".join(lemmas[start : start + length])


def _english_titles(sighting: Sighting) -> Iterator[str]:
    """The run of title words, and the same with the word that says of what."""
    titles = profile("en").titles
    inside = _WORD.findall(sighting.mention)
    own = next((at for at, word in enumerate(inside) if _plain(word) not in titles), len(inside))
    if own == len(inside):
        return
    run = [*_WORD.findall(_BREAK.split(sighting.before)[-1]), *inside[:own]]
    start = len(run)
    while start and _plain(run[start - 1]) in titles:
        start -= 1
    title = " ".join(_plain(word) for word in run[start:])
    if not title or _plain(run[-1]) in ("mr", "mrs", "ms", "miss", "dr", "sir", "former"):
        return
    yield title
    if start and run[start - 1][0].isupper() and run[start - 1] != "The":
        yield f"{_plain(run[start - 1])} {title}"


def _plain(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower()).rstrip(".")
