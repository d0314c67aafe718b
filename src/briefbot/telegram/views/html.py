"""HTML for Telegram, within the limits of its messages.

A message is made of runs of text with a style, so that its length is known without reading HTML back. Telegram counts
UTF-16 units of the text that is left after parsing, and drops entities (styles, links) past the hundredth without a word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Literal, NamedTuple

from briefbot.language.facts import closed
from briefbot.rendering import bot_phrases
from briefbot.wording.locale import ENGLISH, ReaderLocale

# Telegram's limits for one message.
UNITS = 4096
ENTITIES = 100
# How far back from the limit a place between words is looked for.
_NEAR_LIMIT = 200


Quote = Literal["open", "folded"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style. Neighbours that are both quoted share one block; a folded one shows its first lines."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    quote: Quote | None = None
    struck: bool = False
    underlined: bool = False


Paragraph = tuple[Run, ...]


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Piece(NamedTuple):
    """A paragraph or a part of one that is sent whole: its HTML, and what it takes of a message's limits."""

    html: str
    units: int
    entities: int


def pieces(paragraph: Paragraph, locale: ReaderLocale = ENGLISH) -> tuple[Piece, ...]:
    """A paragraph as HTML: in one piece where a message holds it."""
    # A quotation is a paragraph of its own, where Telegram ends each change of direction; its words stay as they are.
    whole = [run if run.quote else replace(run, text=closed(run.text)) for run in paragraph]
    return tuple(Piece(_html(runs), _units(runs), _entities(runs)) for runs in _divided(whole, locale))


def packed(paragraphs: Iterable[Sequence[Piece]]) -> list[tuple[str, tuple[int, ...]]]:
    """Paragraphs in as few messages as the limits allow, each with the numbers (from 0) of the paragraphs that end in it."""
    messages: list[list[str]] = []
    ending: list[list[int]] = []
    room = 0, 0
    for number, divided in enumerate(paragraphs):
        for html, size, entities in divided:
            if messages and size + 2 <= room[0] and entities <= room[1]:
                messages[-1].append(html)
                room = room[0] - size - 2, room[1] - entities
            else:
                messages.append([html])
                ending.append([])
                room = UNITS - size, ENTITIES - entities
        if messages:
            ending[-1].append(number)
    return [("\n\n".join(message), tuple(numbers)) for message, numbers in zip(messages, ending, strict=True)]


def _fits(runs: Sequence[Run]) -> bool:
    return _units(runs) <= UNITS and _entities(runs) <= ENTITIES


def _units(runs: Sequence[Run]) -> int:
    return sum(units(run.text) for run in runs)


def _entities(runs: Sequence[Run]) -> int:
    styled = sum(run.bold + run.italic + run.struck + run.underlined + (run.link is not None) for run in runs)
    return styled + sum(quote is not None for quote, _ in groupby(runs, key=lambda run: run.quote))


def _divided(runs: list[Run], locale: ReaderLocale) -> Iterator[list[Run]]:
    """A paragraph whole where one message holds it; otherwise in pieces that say that they go on, and whence."""
    continues, continued = locale.say(bot_phrases.CONTINUES), locale.say(bot_phrases.CONTINUED)
    opening: list[Run] = []
    while not _fits([*opening, *runs]):
        room = UNITS - units(continues) - units(continued) - 2
        first, runs = _broken(runs, room, ENTITIES - 4)
        within = bool(runs) and runs[0].text != "\n"
        yield [*opening, *first, *([Run(f"\n{continues}", italic=True)] if within else [])]
        opening = [Run(f"{continued}\n", italic=True)] if within else []
        runs = runs if within else runs[1:]
    if runs:
        yield [*opening, *runs]


def _broken(runs: Sequence[Run], room: int, entities: int) -> tuple[list[Run], list[Run]]:
    """Runs that fill at most so many units and entities, and the rest; broken between lines or words where there are any."""
    taken: list[Run] = []
    for at, run in enumerate(runs):
        size = units(run.text)
        if size > room and not _entities([*taken, run]) > entities:
            place = place_to_break(run.text, room)
            if place:
                taken.append(replace(run, text=run.text[:place]))
            return taken, [replace(run, text=run.text[place:]), *runs[at + 1 :]]
        if size > room or _entities([*taken, run]) > entities:
            return taken, list(runs[at:])
        taken.append(run)
        room -= size
    return taken, []


def place_to_break(text: str, room: int) -> int:
    """Where to break a text of which so many units fit: behind the last space near the limit, or between two characters."""
    place, used = 0, 0
    for character in text:
        used += 2 if ord(character) > 0xFFFF else 1
        if used > room:
            break
        place += 1
    for at in range(place, max(place - _NEAR_LIMIT, 0), -1):
        if text[at - 1].isspace():
            return at
    return place


def _html(runs: Sequence[Run]) -> str:
    html = ""
    for quote, group in groupby(runs, key=lambda run: run.quote):
        inside = "".join(_styled(run) for run in group)
        opening = "<blockquote expandable>" if quote == "folded" else "<blockquote>"
        html += f"{opening}{inside}</blockquote>" if quote else inside
    return html


def _styled(run: Run) -> str:
    text = escape(run.text, quote=False)
    if run.struck:
        text = f"<s>{text}</s>"
    if run.underlined:
        text = f"<u>{text}</u>"
    if run.italic:
        text = f"<i>{text}</i>"
    if run.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
