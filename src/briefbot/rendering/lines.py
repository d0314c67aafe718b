"""Replies as styled lines: what a terminal colours, and what is left as plain text without the colours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from briefbot.dialogue.commands import console_help
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import (
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
from briefbot.dialogue.zones import Zoned
from briefbot.model import Answer, Citation, Publisher
from briefbot.rendering import digest_phrases, explanation, phrases, setting_phrases, sharing_phrases, zone_phrases
from briefbot.telegram.views.zones import to_type
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_


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


BLANK = Line(())


def lines(reply: Reply, manner: ReaderLocale = ENGLISH) -> Iterator[Line]:
    """The lines of a reply."""
    match reply:
        case Answered(answer, first_number):
            yield from _answer(answer, first_number, manner)
        case Context():
            yield from _context(reply, manner)
        case Opened() | Withdrawn():
            yield from _linked(reply, manner)
        case Origin():
            yield from _origin(reply, manner)
        case People():
            yield from _people(reply, manner)
        case Publishers(publishers):
            yield from (_publisher(publisher, manner) for publisher in publishers)
        case Digested() | Followed() | Following() | Stopped() | Planned():
            from briefbot.rendering import digest_lines  # noqa: PLC0415 (it draws with what is here)

            yield from digest_lines.lines(reply, manner)
        case Zoned():
            yield from _zoned(reply, manner)
        case Settings():
            yield from _settings(reply, manner)
        case Advice(Hint.HELP):
            yield from _help(manner)
        case Reading() | Statistics() | Languages() | Advice():
            yield from map(notice, _sentences(reply, manner))


def _sentences(reply: Reading | Statistics | Languages | Advice, manner: ReaderLocale) -> Iterable[str]:
    match reply:
        case Reading(query, answer):
            return explanation.sentences(query, answer, manner)
        case Statistics(catalogue):
            return [phrases.statistics(catalogue, manner)]
        case Languages():
            return [phrases.languages_there_are(reply, manner)]
        case Advice(hint, about):
            return [phrases.advice(hint, about, manner)]


def _zoned(reply: Zoned, manner: ReaderLocale) -> Iterator[Line]:
    yield notice(zone_phrases.told(reply, manner))
    for command, place in to_type(reply):
        yield Line(((command, Style.COMMAND), (f"  {place}", Style.PLAIN)), indent=2)


def _settings(reply: Settings, manner: ReaderLocale) -> Iterator[Line]:
    facts = [fact for fact in setting_phrases.facts(reply, manner) if fact.typed]
    name, value = (max(map(len, column)) + 3 for column in zip(*((fact.name, fact.value) for fact in facts), strict=True))
    for fact in facts:
        told = (f"{fact.name}:".ljust(name), Style.NAME), (fact.value.ljust(value), Style.PLAIN)
        yield Line((*told, (fact.typed, Style.COMMAND)))
    yield from map(notice, digest_phrases.schedule(reply.digest, reply.next_at, reply.last, manner))


def plain(reply: Reply, manner: ReaderLocale = ENGLISH) -> str:
    """A reply as plain text."""
    return "\n".join(line.text.rstrip() for line in lines(reply, manner))


def notice(sentence: str) -> Line:
    """A sentence that Briefbot says for itself."""
    return Line(((sentence, Style.NOTICE),))


def _answer(answer: Answer, first_number: int, manner: ReaderLocale) -> Iterator[Line]:
    if answer.gap:
        yield notice(phrases.sentence(phrases.gap(answer.gap, manner)))
    if answer.near:
        yield notice(phrases.near(answer, manner))
    for near in answer.near:
        yield from citation(near, None, manner)
    for number, cited in enumerate(answer.citations, start=first_number):
        if number > first_number:
            yield BLANK
        yield from citation(cited, number, manner)
    if answer.choices:
        several = N_("Several people have that name: {names}. Ask again with the whole name to hear one of them.")
        yield BLANK
        yield notice(manner.say(several, names=", ".join(map(manner.name, answer.choices))))
    if answer.more:
        yield BLANK
        yield more(manner)


def citation(cited: Citation, number: int | None, manner: ReaderLocale) -> Iterator[Line]:
    """A citation with its number, speaker, and where it stands."""
    label = f"{number}. " if number else "– "
    yield Line(((label, Style.NUMBER), (phrases.marked(cited), Style.WORDS)))
    byline = phrases.byline(cited.speaker, cited.kind, manner)
    if byline:
        yield Line(((f"— {byline}", Style.NAME),), indent=3)
    yield Line(((phrases.provenance(cited.document, manner), Style.PROVENANCE),), indent=3)


def more(manner: ReaderLocale) -> Line:
    """That there is more, and what shows it."""
    return Line(((f"{manner.say('There is more')}: ", Style.NOTICE), (manner.say("more"), Style.COMMAND)))


def _context(reply: Context, manner: ReaderLocale) -> Iterator[Line]:
    document = reply.citation.document
    before, cited, after = reply.pieces()
    if reply.before:
        yield Line(((reply.before.of(document.text), Style.AROUND),), indent=3)
        yield BLANK
    yield Line(((f"{reply.number}. ", Style.NUMBER), (before, Style.AROUND), (cited, Style.WORDS), (after, Style.AROUND)))
    if reply.after:
        yield BLANK
        yield Line(((reply.after.of(document.text), Style.AROUND),), indent=3)
    yield BLANK
    yield Line(((phrases.provenance(document, manner), Style.PROVENANCE),), indent=3)


def _linked(reply: Opened | Withdrawn, manner: ReaderLocale) -> Iterator[Line]:
    if isinstance(reply, Withdrawn):
        yield notice(sharing_phrases.withdrawn(reply, manner))
        if reply.document is not None:
            yield Line(((phrases.provenance(reply.document, manner), Style.PROVENANCE),))
        return
    if reply.corrected:
        yield notice(sharing_phrases.corrected(reply, manner))
    yield Line(((phrases.byline(reply.citation.speaker, reply.citation.kind, manner), Style.NAME),))
    yield from _context(reply.context, manner)


def _origin(reply: Origin, manner: ReaderLocale) -> Iterator[Line]:
    document = reply.citation.document
    yield Line(((f"{reply.number}. ", Style.NUMBER), (document.title or document.id, Style.NAME)))
    for name, value in phrases.facts(reply, manner):
        yield Line(((f"{name}: ", Style.NOTICE), (value, Style.PROVENANCE)), indent=3)


def _publisher(publisher: Publisher, manner: ReaderLocale) -> Line:
    name = publisher.name or manner.say(phrases.UNNAMED_PUBLISHER)
    dates = f" · {phrases.days(publisher.first, publisher.last, manner)}" if publisher.first else ""
    return Line(((name, Style.NAME), (f" · {phrases.documents(publisher.documents, manner)}{dates}", Style.PROVENANCE)))


def _people(reply: People, manner: ReaderLocale) -> Iterator[Line]:
    if not reply.people:
        yield notice(phrases.nobody_called(reply.about, manner))
    for person in reply.people:
        yield Line(((manner.name(person.name), Style.NAME), (f" · {phrases.passages_in(person, manner)}", Style.PROVENANCE)))
    if reply.of > len(reply.people):
        some = N_("{shown} of {all}; type a few letters of a name behind /speakers to see others.")
        yield notice(manner.say(some, shown=manner.number(len(reply.people)), all=manner.number(reply.of)))


def _help(manner: ReaderLocale) -> Iterator[Line]:
    yield notice(
        manner.say(
            "Ask in your own words who said what, and when. The answer is the exact words, their speaker, source and date."
        )
    )
    yield notice(
        manner.say(
            'Limits can be typed into a question: from:Politico  speaker:Lavrov  since:2016-09  until:"8 September 2016"'
        )
    )
    width = max(map(len, console_help())) + 3
    for name, meaning in console_help().items():
        yield Line(((f"/{name}".ljust(width), Style.COMMAND), (manner.say(meaning), Style.PLAIN)), indent=2)
