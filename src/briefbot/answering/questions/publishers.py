"""Which publisher a question names: its name, its short form or its domain, as the archive has them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefbot.answering.questions.language import Sources
from briefbot.answering.questions.languages import language_of
from briefbot.language.folding import fold_aligned
from briefbot.language.ru.morphology import lemma, readings
from briefbot.language.transliteration import is_cyrillic, outline, spelt_alike
from briefbot.model import Span

# A word, or several letters told by their names, joined by hyphens: «Си-эн-эн», «Эй-би-си».
_CYRILLIC_WORD = re.compile(r"(?:[А-Яа-яЁё]{1,3}(?:-[А-Яа-яЁё]{1,3})+(?![\w-])|[А-Яа-яЁё]+)")
# The letters of an acronym as Russian writes their English names: «Би-би-си».
_LETTERS = {
    "эи": "a", "би": "b", "си": "c", "ди": "d", "и": "e", "эф": "f", "джи": "g", "эич": "h", "аи": "i", "джеи": "j", "кеи": "k",
    "эл": "l", "эм": "m", "эн": "n", "оу": "o", "пи": "p", "ар": "r", "эс": "s", "ти": "t", "ю": "u", "ви": "v", "икс": "x",
}  # fmt: skip
_GENERIC = frozenset(("the", "news", "daily", "online", "com", "press", "agency", "post", "times", "today", "journal", "world"))


@dataclass(frozen=True, slots=True)
class PublisherFound:
    """A publisher in a question: its name in the archive, and where the question says it (code points)."""

    name: str
    place: Span
    is_source: bool  # the words around it ask for what that paper printed


def find_publishers(question: str, names: Iterable[str]) -> list[PublisherFound]:
    """The publishers that a question names, in its order; the longest form wins where two overlap."""
    folded, ways, names = fold_aligned(question), language_of(question).sources, list(names)
    places = [(Span(*match.span()), name) for name in names for match in _pattern(name).finditer(folded)]
    places += _in_cyrillic(question, names)
    found: list[PublisherFound] = []
    for place, name in sorted(places, key=lambda pair: -len(pair[0])):
        if not any(place.overlaps(other.place) for other in found):
            found.append(PublisherFound(name, place, _is_source(question, place, ways)))
    return sorted(found, key=lambda item: item.place)


def is_publisher(typed: str, name: str) -> bool:
    """Whether a person who typed just this means this publisher."""
    bare = typed.strip()
    match = _pattern(name).fullmatch(fold_aligned(bare))
    in_cyrillic = any(place == Span(0, len(bare)) for place, _ in _in_cyrillic(bare, [name]))
    return match is not None or in_cyrillic or fold_aligned(bare) == fold_aligned(name).strip()


def _in_cyrillic(question: str, names: Iterable[str]) -> list[tuple[Span, str]]:
    """Where publishers are named in Cyrillic: declined, or by the sound of a Latin name («Нью-Йорк таймс»)."""
    words = [(match[0], Span(*match.span())) for match in _CYRILLIC_WORD.finditer(question)]
    if not words:
        return []
    known = {word: _forms(word) for word in {word for word, _ in words}}
    forms = [known[word] for word, _ in words]
    cased = any(word[0].isupper() for word, _ in words)
    found = []
    for name in names:
        own = re.findall(r"\w+", re.sub(r"^the\s+", "", name, flags=re.IGNORECASE))
        for at in range(len(words) - len(own) + 1 if own else 0):
            if len(own) == 1 and cased and not words[at][0][0].isupper():  # «в известиях» are news
                continue
            if all(_stands_for(forms[at + n], part) for n, part in enumerate(own)):
                found.append((Span(words[at][1].start, words[at + len(own) - 1][1].end), name))
    return found


def _forms(word: str) -> frozenset[str]:
    """What a word of a publisher's name may be in its basic form, folded; a spelt acronym («Си-эн-эн») as its letters."""
    letters = [_LETTERS.get(part, "") for part in fold_aligned(word).split("-")]
    spelt = "".join(letters) if len(letters) > 1 and all(letters) else fold_aligned(word)
    return frozenset((spelt, fold_aligned(lemma(word)), *(fold_aligned(one.name) for one in readings(word))))


def _stands_for(forms: frozenset[str], part: str) -> bool:
    folded = fold_aligned(part)
    if is_cyrillic(part):
        return folded in forms or fold_aligned(lemma(part)) in forms
    alike = (form for form in forms if is_cyrillic(form) and outline(form) == outline(folded))  # most are not: that is quick
    return folded in forms or any(spelt_alike(form, folded) for form in alike)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """How people write a publisher's name: whole, without its article, its initials, shortened, as a domain; folded."""
    bare = re.sub(r"^the\s+", "", fold_aligned(name).strip())
    words = re.findall(r"\w+", bare) or [re.escape(bare)]
    forms = [r"\W*".join(map(re.escape, words)) + r"(?:\.com|\.org|\.co\.uk)?"]
    if len(words) >= 3:
        forms.append("".join(word[0] for word in words))  # "NYT"
    if len(words) == 2:
        forms.append(_prefix(words[0], 2) + _prefix(words[1], 2))  # "WaPo"
        forms.append(_prefix(words[0], 4) + r"\s" + _prefix(words[1], 4))
    if len(parts := _camel_case(name)) == 2:
        forms.append(rf"{parts[0]}\w*\s{parts[1]}")  # "HuffPost" is written in two words too
    usable = [form for form in forms if form not in _GENERIC]
    return re.compile(rf"(?<![\w-])(?:the\s+)?(?:{'|'.join(usable) or '(?!)'})(?![\w-])")


def _prefix(word: str, least: int) -> str:
    """A pattern for the word and for its beginnings of at least so many letters."""
    rest = ""
    for letter in reversed(word[least:]):
        rest = f"(?:{letter}{rest})?"
    return re.escape(word[:least]) + rest


def _camel_case(name: str) -> list[str]:
    return [part.casefold() for part in re.findall(r"[A-Z][a-z]+", name)] if " " not in name else []


def _is_source(question: str, place: Span, ways: Sources) -> bool:
    before, after = question[: place.start], question[place.end :]
    if before.casefold().strip() in ("", "the"):  # "Politico: how did …", "usa today job cuts"
        return re.match(r"\s*(?::|\w)", after) is not None
    return bool(ways.within.search(before)) or bool(ways.subject.search(before) and ways.after.match(after))
