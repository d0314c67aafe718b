"""Replies as Telegram messages: HTML parts within its limits, each quotation in a block of its own.

A message is made of runs of text with a style, so that its length is known without reading HTML back. Telegram counts
UTF-16 units of the text that is left after parsing, and drops entities (styles, links) past the hundredth without a word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Literal

from briefbot.core.conversation import (
    Advice,
    Answered,
    Context,
    Digested,
    Followed,
    Following,
    Languages,
    Opened,
    Origin,
    People,
    Planned,
    Publishers,
    Reading,
    Reply,
    Settings,
    Statistics,
    Stopped,
    Withdrawn,
)
from briefbot.core.corrections import Case
from briefbot.core.model import Answer, Citation, Document, Gap, Missing, Person, Publisher
from briefbot.core.render import bot_phrases, phrases, zone_phrases
from briefbot.core.render.explanation import sentences
from briefbot.core.render.manner import ENGLISH, Manner
from briefbot.core.zones import Zoned

# Telegram's limits for one message.
UNITS = 4096
ENTITIES = 100
# What a button can put into the clipboard.
COPYABLE = 256

# A longer quotation is folded: Telegram shows three lines of it and a sign to open the rest.
_FOLDED_FROM = 420
# Titles, names and addresses are not quotations: what is longer than anybody reads is cut, and shows it.
_TITLE, _NAME, _ADDRESS = 200, 100, 1_000
# How far back from the limit a place between words is looked for.
_NEAR_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style. Neighbours that are both quoted share one block; a folded one shows its first lines."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    quote: Literal["open", "folded"] | None = None


Block = tuple[Run, ...]


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def render(reply: Reply, manner: Manner = ENGLISH) -> list[str]:
    """The parts of a reply, each the HTML of one message."""
    return parts(blocks(reply, manner), manner)


def blocks(reply: Reply, manner: Manner = ENGLISH) -> list[Block]:
    """The paragraphs of a reply."""
    match reply:
        case Answered(answer, first_number):
            return list(_answer(answer, first_number, manner))
        case Context():
            return [_context(reply, manner)]
        case Origin():
            return [_origin(reply, manner)]
        case People():
            return list(_people(reply, manner))
        case Publishers(publishers):
            return [_lines(_publisher(publisher, manner) for publisher in publishers)] if publishers else []
        case Digested() | Followed() | Following() | Stopped() | Planned() | Opened() | Withdrawn() | Settings():
            return _drawn_elsewhere(reply, manner)
        case Reading() | Statistics() | Languages() | Zoned() | Advice():
            return [notice(_told(reply, manner))]


def _drawn_elsewhere(
    reply: Digested | Followed | Following | Stopped | Planned | Opened | Withdrawn | Settings, manner: Manner
) -> list[Block]:
    from briefbot.core.render import digest, links, settings  # noqa: PLC0415 (they draw with what is here)

    match reply:
        case Opened() | Withdrawn():
            return list(links.blocks(reply, manner))
        case Settings():
            return [settings.drawn(reply, manner)]
        case _:
            return digest.blocks(reply, manner)


def _told(reply: Reading | Statistics | Languages | Zoned | Advice, manner: Manner) -> str:
    match reply:
        case Reading(query, answer):
            return "\n".join(sentences(query, answer, manner))
        case Statistics(catalogue):
            return phrases.statistics(catalogue, manner)
        case Languages():
            return bot_phrases.language(reply, manner)
        case Zoned():
            return zone_phrases.told(reply, manner)
        case Advice(hint, about):
            return phrases.advice(hint, about, manner) or bot_phrases.help_text(manner)


def notice(sentence: str) -> Block:
    """A sentence that Briefbot says for itself."""
    return (Run(sentence),)


def latest(documents: Sequence[Document], manner: Manner) -> list[str]:
    """The newest documents."""
    if not documents:
        return parts([notice(phrases.sentence(phrases.gap(Gap(Missing.EMPTY_ARCHIVE), manner)))], manner)
    title = (Run(manner.say(bot_phrases.LATEST), bold=True),)
    return parts([title, _lines(tuple(provenance(one, manner)) for one in documents)], manner)


def report(case: Case, waiting: int = 0, manner: Manner = ENGLISH) -> list[str]:
    """Words whose speaker readers call wrong, for those who can correct it; of a list, how many are `waiting`."""
    title = bot_phrases.waiting(waiting, manner) if waiting else manner.say(bot_phrases.REPORT)
    facts = "\n".join(bot_phrases.reported(case, manner))
    advice = notice(manner.say(bot_phrases.REPORT_ADVICE))
    return parts([(Run(title, bold=True),), quotation(case.citation, None, manner), notice(facts), advice], manner)


def citation_to_copy(citation: Citation, manner: Manner = ENGLISH, link: str = "") -> list[str]:
    """A citation as one paragraph of plain text, with the address of its link where it has one."""
    return parts([notice(plain_citation(citation, manner, link))], manner)


def plain_citation(citation: Citation, manner: Manner = ENGLISH, link: str = "") -> str:
    """Words, speaker, title, source, date and the address of its link in one line."""
    document = citation.document
    facts = [
        phrases.byline(citation.speaker, citation.kind, manner),
        document.title,
        document.source,
        phrases.day(document.published, manner) if document.published else None,
        document.url,
    ]
    words = f"{phrases.marked(citation)} — {', '.join(filter(None, facts)) or document.id}"
    return f"{words} {link}" if link else words


def _answer(answer: Answer, first_number: int, manner: Manner) -> Iterator[Block]:
    if answer.gap:
        yield notice(phrases.sentence(phrases.gap(answer.gap, manner)))
    if answer.near:
        yield notice(phrases.near(answer, manner))
    for number, citation in enumerate(answer.citations or answer.near, start=first_number):
        yield quotation(citation, number, manner)
    if answer.choices:
        yield notice(bot_phrases.choices(answer.choices, manner))


def quotation(citation: Citation, number: int | None, manner: Manner) -> Block:
    """A citation with its number, speaker, and where it stands."""
    words = phrases.marked(citation)
    quote = Run(words, quote="folded" if len(words) > _FOLDED_FROM else "open")
    return (
        *byline(citation, f"{number}. " if number else "", manner),
        quote,
        Run("\n"),
        *provenance(citation.document, manner),
    )


def byline(citation: Citation, label: str = "", manner: Manner = ENGLISH) -> list[Run]:
    """A line of number and name, and how the words are told; none where there is nothing to say."""
    name = cut(manner.name(citation.speaker), _NAME) if citation.speaker else ""
    told = phrases.byline(name or None, citation.kind, manner).removeprefix(name)
    line = [run for run in (Run(label + name if name or told else label.rstrip(), bold=True), Run(told)) if run.text]
    return [*line, Run("\n")] if line else []


def provenance(document: Document, manner: Manner) -> Iterator[Run]:
    """Title (a link where there is an address), source and date."""
    yield Run(cut(document.title or document.id, _TITLE), italic=True, link=_address(document.url))
    source = cut(document.source, _NAME) if document.source else document.id if document.title else None
    yield Run("".join(f" · {fact}" for fact in (source, phrases.day(document.published, manner)) if fact))


def first_address(citations: Iterable[Citation]) -> str:
    """The address that the first link leads to; empty where there is none."""
    return next((address for citation in citations if (address := _address(citation.document.url))), "")


def _address(url: str | None) -> str | None:
    return url if url and len(url) <= _ADDRESS and url.startswith(("http://", "https://")) else None


def _context(reply: Context, manner: Manner) -> Block:
    head = [Run(f"{reply.number}. ", bold=True), Run(manner.say(bot_phrases.CONTEXT)), Run("\n")]
    return (*head, *words_in_context(reply), Run("\n"), *provenance(reply.citation.document, manner))


def words_in_context(reply: Context) -> list[Run]:
    """One slice of the document, with the cited words in bold."""
    citation, text = reply.citation, reply.citation.document.text
    start = (reply.before or reply.paragraph).start
    end = (reply.after or reply.paragraph).end
    around = [
        Run(text[start : citation.span.start], quote="open"),
        Run(citation.text, bold=True, quote="open"),
        Run(text[citation.span.end : end], quote="open"),
    ]
    return [run for run in around if run.text]


def _origin(reply: Origin, manner: Manner) -> Block:
    document = reply.citation.document
    told = "".join(f"\n{name}: {cut(value, _ADDRESS)}" for name, value in phrases.facts(reply, manner))
    title = cut(document.title or document.id, _TITLE)
    return (Run(f"{reply.number}. {title}", bold=True, link=_address(document.url)), Run(told))


def _people(reply: People, manner: Manner) -> Iterator[Block]:
    if not reply.people:
        yield notice(phrases.nobody_called(reply.about, manner))
        return
    yield _lines(_person(person, manner) for person in reply.people)
    if reply.of > len(reply.people):
        yield notice(bot_phrases.some_of(len(reply.people), reply.of, manner))


def _person(person: Person, manner: Manner) -> Block:
    return (Run(cut(manner.name(person.name), _NAME), bold=True), Run(f" · {phrases.passages_in(person, manner)}"))


def _publisher(publisher: Publisher, manner: Manner) -> Block:
    dates = f" · {phrases.day(publisher.first, manner)} – {phrases.day(publisher.last, manner)}" if publisher.first else ""
    name = cut(publisher.name, _NAME) if publisher.name else manner.say(phrases.UNNAMED_PUBLISHER)
    return (Run(name, bold=True), Run(f" · {phrases.documents(publisher.documents, manner)}{dates}"))


def _lines(items: Iterable[Block]) -> Block:
    """Blocks as the lines of one."""
    joined: list[Run] = []
    for item in items:
        joined += [*([Run("\n")] if joined else []), *item]
    return tuple(joined)


def cut(text: str, length: int) -> str:
    """Text that is not quoted, at most so long, with a sign where something is left out."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


# Runs into messages


def parts(paragraphs: Iterable[Block], manner: Manner = ENGLISH) -> list[str]:
    """Blocks as HTML messages: as few as the limits allow, a block in one message where it fits into one."""
    return [html for html, _ in packed(paragraphs, manner)]


def packed(paragraphs: Iterable[Block], manner: Manner = ENGLISH) -> list[tuple[str, tuple[int, ...]]]:
    """The same, each message with the numbers (from 0) of the blocks that end in it."""
    messages: list[list[Run]] = []
    ending: list[list[int]] = []
    room = 0, 0
    for number, block in enumerate(paragraphs):
        for piece in _pieces(list(block), manner):
            size, entities = sum(units(run.text) for run in piece), _entities(piece)
            if messages and size + 2 <= room[0] and entities <= room[1]:
                messages[-1] += [Run("\n\n"), *piece]
                room = room[0] - size - 2, room[1] - entities
            else:
                messages.append(piece)
                ending.append([])
                room = UNITS - size, ENTITIES - entities
        if messages:
            ending[-1].append(number)
    return [(_html(message), tuple(numbers)) for message, numbers in zip(messages, ending, strict=True)]


def _fits(runs: Sequence[Run]) -> bool:
    return sum(units(run.text) for run in runs) <= UNITS and _entities(runs) <= ENTITIES


def _entities(runs: Sequence[Run]) -> int:
    styled = sum(run.bold + run.italic + (run.link is not None) for run in runs)
    return styled + sum(quote is not None for quote, _ in groupby(runs, key=lambda run: run.quote))


def _pieces(runs: list[Run], manner: Manner) -> Iterator[list[Run]]:
    """A block whole where one message holds it; otherwise in pieces that say that they go on, and whence."""
    continues, continued = manner.say(bot_phrases.CONTINUES), manner.say(bot_phrases.CONTINUED)
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
    if run.italic:
        text = f"<i>{text}</i>"
    if run.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
