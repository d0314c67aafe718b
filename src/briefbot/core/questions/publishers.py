"""Which publisher a question names: its name, its short form or its domain, as the archive has them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefbot.core.model import Span
from briefbot.core.questions.language import Sources
from briefbot.core.questions.languages import language_of

_GENERIC = frozenset(("the", "news", "daily", "online", "com", "press", "agency", "post", "times", "today", "journal", "world"))


@dataclass(frozen=True, slots=True)
class PublisherFound:
    """A publisher in a question: its name in the archive, and where the question says it (code points)."""

    name: str
    place: Span
    is_source: bool  # the words around it ask for what that paper printed


def find_publishers(question: str, names: Iterable[str]) -> list[PublisherFound]:
    """The publishers that a question names, in its order; the longest form wins where two overlap."""
    folded, ways = _fold(question), language_of(question).sources
    places = ((Span(*match.span()), name) for name in names for match in _pattern(name).finditer(folded))
    found: list[PublisherFound] = []
    for place, name in sorted(places, key=lambda pair: -len(pair[0])):
        if not any(place.overlaps(other.place) for other in found):
            found.append(PublisherFound(name, place, _is_source(question, place, ways)))
    return sorted(found, key=lambda item: item.place)


def is_publisher(typed: str, name: str) -> bool:
    """Whether a person who typed just this means this publisher."""
    match = _pattern(name).fullmatch(_fold(typed).strip())
    return match is not None or _fold(typed).strip() == _fold(name).strip()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """How people write a publisher's name: whole, without its article, its initials, shortened, as a domain; folded."""
    bare = re.sub(r"^the\s+", "", _fold(name).strip())
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


def _fold(text: str) -> str:
    """Lower case without accents, as long as the text itself, so that offsets stay true."""
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter)[0].lower()
    return bare if len(bare) == 1 else letter
