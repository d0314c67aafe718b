"""Who answers in an interview: the guest whom its introduction names, and how an introduction names one.

A page of questions about somebody has the same form, and an introduction may name others: where two could be meant, none is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefbot.language.languages import profile
from briefbot.language.lexicon import CALENDAR, CUE, FUNCTION, ORGANIZATION, PERSON, TITLE, Lexicon, given_names
from briefbot.reading.page.forms import Form, form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefbot.model import Span

# A word with a full stop that may stand in a name has at most so many characters with it: "Jr.", "Gen.", "Wm."
_ABBREVIATED = 4
_RUN = re.compile(r"(?<![\w’'-])(?:[^\W\d_a-zа-яё][\w’'-]*\.?[ \u00a0]){1,3}[^\W\d_a-zа-яё][\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]|\n")
_BEHIND_BODY = re.compile(r"\b(?:of|at|for|from|in|by|about)(?: the)? $")
# Behind these stands whom a talk was with, unless who talked stands before them.
_WITH = re.compile(
    r"(?:(?:interview|conversation|q\s?&\s?a|questions|talks?|spoke|speaks|sat down|chat)\b[^.\n]{0,40}?\b(?:with|to|for)"
    r"|minutes with|caught up with|\b(?:we|(?-i:[Tt]he [A-Z]\w+))\s(?:met|asked|interviewed|quizzed)|^interview:)\s",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?([^\W\d_a-z][\w’'-]+)(?! [^\W\d_a-z])")
_AND = re.compile(r",?\s(?:and|&)\s[A-Z]")
_HE_OR_SHE = re.compile(r"\b(?:She|He|she|he|who)(?: \w+)?$")
# Who answers says so, behind the name or as "she" in a later sentence.
_TALKING = (
    r"(?:answers?|answered|answering|joined us|"
    r"(?:spoke|speaks|talk(?:s|ed)|sits down|sat down)\b[^.\n]{0,20}?\b(?:to|with)\s(?:us|our|me|the))\b"
)
_ANSWERS = re.compile(
    rf"[^.\n]{{0,60}}?\b(?:{_TALKING}|in (?:this|(?:her|his) (?:first|last|only)) interview\b)|[^.\n]{{0,60}}?\btells us\b"
)
_SHE_ANSWERS = re.compile(rf"(?:[Ii]n this interview|\b[Hh]ere),? (?:she|he)\b|\b(?:She|He) {_TALKING}")
_OPENS = re.compile(r"(?:^|[.!?]\s+)(?:[A-Z][\w.]*\s){0,2}$")
_EXPLAINS = re.compile(
    r"(?:need to|should|to) know\b|\bexplain|frequently asked|\bFAQ|what we know|your questions", re.IGNORECASE
)


def full_names(text: str, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Names of two words or more, the first a given name or an initial, without titles before them."""
    for match in _RUN.finditer(text):
        words = _POSSESSIVE.sub("", match[0]).split()
        stop = next((at for at, word in enumerate(words[:-1]) if word.endswith(".") and len(word) > _ABBREVIATED), None)
        if stop is not None:  # a sentence ends there
            words = [*words[:stop], words[stop].rstrip(".")]
        cut = max((at + 1 for at in range(len(words) - 1) if _is_before_name(words[at:], lexicon)), default=0)
        words = words[cut:]
        first = words[0].rstrip(".").lower()
        if (
            len(words) > 1
            and (first in given_names() or len(first) == 1)
            and not lexicon.bits.get(words[-1].lower(), 0) & ORGANIZATION
        ):
            yield tuple(words)


def _is_before_name(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the first of some words with capitals is no part of the name behind it: a title, a role, "Then"."""
    first = words[0].lower()
    if not (lexicon.bits.get(first, 0) | lexicon.bits.get(first + ".", 0)) & (TITLE | FUNCTION | CALENDAR | CUE | PERSON):
        return False
    is_title = first in profile("en").given_titles
    return first not in given_names() or (not is_title and (len(words) == 2 or words[1].lower() in given_names()))


class _Told(NamedTuple):
    """What a paragraph of an introduction tells: that it settles who the guest is, and who; None where it names two."""

    settles: bool
    guest: str | None = None


def guest(text: str, introduction: Sequence[Span], lexicon: Lexicon, *, told: bool = False) -> str | None:
    """Who answers: whom the introduction says the talk is with, else the one whom the headline, or all of it, names in full.

    `told` asks that it says so in words.
    """
    people: dict[str, None] = {}
    subjects: dict[str, None] = {}  # those whom a sentence begins with
    first: str | None = None
    for number, paragraph in enumerate(introduction):
        words = paragraph.of(text)
        if form(words) is Form.BYLINE:
            continue
        found = {words.find(name): name for name in map(" ".join, full_names(words, lexicon))}
        subjects.update((name, None) for at, name in found.items() if at >= 0 and _OPENS.search(words[:at]))
        answer = _told(words, found, [*people], [*subjects])
        if answer.settles:
            return answer.guest
        named = _not_of_bodies(words, found)
        if number == 0 and len(named) == 1:
            (first,) = named.values()
        people.update(dict.fromkeys(named.values()))
    if told or any(_EXPLAINS.search(text, paragraph.start, paragraph.end) for paragraph in introduction):
        return None
    return _one_named(text, introduction, list(people), first)


def _told(words: str, found: Mapping[int, str], people: Sequence[str], subjects: Sequence[str]) -> _Told:
    """Whom the words of one paragraph say to be the guest; `people` and `subjects` are of those before it, too."""
    behind = _WITH.search(words)
    if behind and (near := _talked_with(words, behind, found)):
        return _Told(settles=True, guest=found[near[0]] if not _AND.match(words, near[0] + len(found[near[0]])) else None)
    if behind and (called := _called(words, behind, [*people, *found.values()])) is not None:
        return _Told(settles=True, guest=called)
    answering = [name for at, name in _not_of_bodies(words, found).items() if _ANSWERS.match(words, at + len(name))]
    if len(answering) == 1:
        return _Told(settles=True, guest=answering[0])
    if _SHE_ANSWERS.search(words) and len(subjects) == 1:
        return _Told(settles=True, guest=subjects[0])
    return _Told(settles=False)


def _not_of_bodies(words: str, found: Mapping[int, str]) -> dict[int, str]:
    return {at: name for at, name in found.items() if not _BEHIND_BODY.search(words, max(at - 12, 0), max(at, 0))}


def _talked_with(words: str, behind: re.Match[str], found: Mapping[int, str]) -> list[int]:
    """Where the names stand of those whom a talk was with, by its sentence; none where the guest is who sat down or spoke."""
    before = words[: behind.start()].rstrip()
    if _HE_OR_SHE.search(before) or any(before.endswith(name) for at, name in found.items() if at < behind.start()):
        return []
    return [at for at in found if at >= behind.end() and not _SENTENCE_END.search(words, behind.end(), at)]


def _called(words: str, behind: re.Match[str], people: Sequence[str]) -> str | None:
    """The one person of a family name alone whom a talk was with ("we sat down with Lee"); None where there is none, or two."""
    family = _FAMILY.match(words, behind.end())
    if family is None or _HE_OR_SHE.search(words[: behind.start()].rstrip()) or _AND.match(words, family.end()):
        return None
    fitting = {name for name in people if name.split()[-1] == family[1]}
    return fitting.pop() if len(fitting) == 1 else None


def _one_named(text: str, introduction: Sequence[Span], people: Sequence[str], first: str | None) -> str | None:
    """The one whom the introduction names in full, or whom its first line does and the rest goes on with."""
    whole = [one for one in people if not any(one != other and one in other for other in people)]
    if len(whole) > 1 and first is not None:
        return first if any(first.split()[-1] in paragraph.of(text) for paragraph in introduction[1:]) else None
    return whole[0] if len(whole) == 1 else None
