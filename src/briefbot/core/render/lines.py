"""Replies as styled lines: what a terminal colours, and what is left as plain text without the colours."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from briefbot.core.conversation import (
    COMMANDS,
    Advice,
    Answered,
    Context,
    Hint,
    Languages,
    Origin,
    People,
    Publishers,
    Reading,
    Reply,
    Statistics,
)
from briefbot.core.model import Answer, Citation, Publisher
from briefbot.core.render import explanation, phrases, zone_phrases
from briefbot.core.render.manner import ENGLISH, Manner
from briefbot.core.render.translation import N_
from briefbot.core.render.zones import to_type
from briefbot.core.zones import Zoned


class Style(Enum):
    """What a piece of text is, for whoever colours it."""

    PLAIN = auto()
    NUMBER = auto()
    WORDS = auto()  # a slice of a stored document that answers
    AROUND = auto()  # a slice of a stored document beside it
    NAME = auto()
    PROVENANCE = auto()
    NOTICE = auto()  # Briefbot's own words
    COMMAND = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its pieces in order, and by how many columns it and its continuation are indented."""

    pieces: tuple[tuple[str, Style], ...]
    indent: int = 0

    @property
    def text(self) -> str:
        """The line without styles."""
        return " " * self.indent + "".join(text for text, _ in self.pieces)


_BLANK = Line(())


def lines(reply: Reply, manner: Manner = ENGLISH) -> Iterator[Line]:
    """The lines of a reply."""
    match reply:
        case Answered(answer, first_number):
            yield from _answer(answer, first_number, manner)
        case Context():
            yield from _context(reply, manner)
        case Origin():
            yield from _origin(reply, manner)
        case Reading(query, answer):
            yield from (_notice(sentence) for sentence in explanation.sentences(query, answer, manner))
        case People():
            yield from _people(reply, manner)
        case Publishers(publishers):
            yield from (_publisher(publisher, manner) for publisher in publishers)
        case Statistics(catalogue):
            yield _notice(phrases.statistics(catalogue, manner))
        case Languages():
            yield _notice(phrases.languages_there_are(reply, manner))
        case Zoned():
            yield from _zoned(reply, manner)
        case Advice(Hint.HELP):
            yield from _help(manner)
        case Advice(hint, about):
            yield _notice(phrases.advice(hint, about, manner))


def _zoned(reply: Zoned, manner: Manner) -> Iterator[Line]:
    yield _notice(zone_phrases.told(reply, manner))
    for command, place in to_type(reply):
        yield Line(((command, Style.COMMAND), (f"  {place}", Style.PLAIN)), indent=2)


def plain(reply: Reply, manner: Manner = ENGLISH) -> str:
    """A reply as plain text."""
    return "\n".join(line.text.rstrip() for line in lines(reply, manner))


def _notice(sentence: str) -> Line:
    return Line(((sentence, Style.NOTICE),))


def _answer(answer: Answer, first_number: int, manner: Manner) -> Iterator[Line]:
    if answer.gap:
        yield _notice(phrases.sentence(phrases.gap(answer.gap, manner)))
    if answer.near:
        yield _notice(phrases.near(answer, manner))
    for citation in answer.near:
        yield from _citation(citation, None, manner)
    for number, citation in enumerate(answer.citations, start=first_number):
        if number > first_number:
            yield _BLANK
        yield from _citation(citation, number, manner)
    if answer.choices:
        several = N_("Several people have that name: {names}. Ask again with the whole name to hear one of them.")
        yield _BLANK
        yield _notice(manner.say(several, names=", ".join(answer.choices)))
    if answer.more:
        yield _BLANK
        yield Line(((f"{manner.say('There is more')}: ", Style.NOTICE), (manner.say("more"), Style.COMMAND)))


def _citation(citation: Citation, number: int | None, manner: Manner) -> Iterator[Line]:
    label = f"{number}. " if number else "– "
    yield Line(((label, Style.NUMBER), (phrases.marked(citation), Style.WORDS)))
    byline = phrases.byline(citation.speaker, citation.kind, manner)
    if byline:
        yield Line(((f"— {byline}", Style.NAME),), indent=3)
    yield Line(((phrases.provenance(citation.document, manner), Style.PROVENANCE),), indent=3)


def _context(reply: Context, manner: Manner) -> Iterator[Line]:
    document = reply.citation.document
    before, cited, after = reply.pieces()
    if reply.before:
        yield Line(((reply.before.of(document.text), Style.AROUND),), indent=3)
        yield _BLANK
    yield Line(((f"{reply.number}. ", Style.NUMBER), (before, Style.AROUND), (cited, Style.WORDS), (after, Style.AROUND)))
    if reply.after:
        yield _BLANK
        yield Line(((reply.after.of(document.text), Style.AROUND),), indent=3)
    yield _BLANK
    yield Line(((phrases.provenance(document, manner), Style.PROVENANCE),), indent=3)


def _origin(reply: Origin, manner: Manner) -> Iterator[Line]:
    document = reply.citation.document
    yield Line(((f"{reply.number}. ", Style.NUMBER), (document.title or document.id, Style.NAME)))
    for name, value in phrases.facts(reply, manner):
        yield Line(((f"{name}: ", Style.NOTICE), (value, Style.PROVENANCE)), indent=3)


def _publisher(publisher: Publisher, manner: Manner) -> Line:
    name = publisher.name or manner.say(phrases.UNNAMED_PUBLISHER)
    dates = f" · {phrases.days(publisher.first, publisher.last, manner)}" if publisher.first else ""
    return Line(((name, Style.NAME), (f" · {phrases.documents(publisher.documents, manner)}{dates}", Style.PROVENANCE)))


def _people(reply: People, manner: Manner) -> Iterator[Line]:
    if not reply.people:
        yield _notice(phrases.nobody_called(reply.about, manner))
    for person in reply.people:
        yield Line(((person.name, Style.NAME), (f" · {phrases.passages_in(person, manner)}", Style.PROVENANCE)))
    if reply.of > len(reply.people):
        some = N_("{shown} of {all}; type a few letters of a name behind /speakers to see others.")
        yield _notice(manner.say(some, shown=manner.number(len(reply.people)), all=manner.number(reply.of)))


def _help(manner: Manner) -> Iterator[Line]:
    yield _notice(
        manner.say(
            "Ask in your own words who said what, and when. The answer is the exact words, their speaker, source and date."
        )
    )
    yield _notice(
        manner.say(
            'Limits can be typed into a question: from:Politico  speaker:Lavrov  since:2016-09  until:"8 September 2016"'
        )
    )
    width = max(map(len, COMMANDS)) + 3
    for name, meaning in COMMANDS.items():
        yield Line(((f"/{name}".ljust(width), Style.COMMAND), (manner.say(meaning), Style.PLAIN)), indent=2)
