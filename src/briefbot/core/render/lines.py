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
    Origin,
    People,
    Publishers,
    Reading,
    Reply,
    Statistics,
)
from briefbot.core.model import Answer, Citation
from briefbot.core.render import explanation, phrases


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


def lines(reply: Reply) -> Iterator[Line]:
    """The lines of a reply."""
    match reply:
        case Answered(answer, first_number):
            yield from _answer(answer, first_number)
        case Context():
            yield from _context(reply)
        case Origin():
            yield from _origin(reply)
        case Reading(query, answer):
            yield from (_notice(sentence) for sentence in explanation.sentences(query, answer))
        case People():
            yield from _people(reply)
        case Publishers(publishers):
            for publisher in publishers:
                dates = f" · {phrases.days(publisher.first, publisher.last)}" if publisher.first else ""
                name = publisher.name or "no publisher named"
                yield Line(
                    ((name, Style.NAME), (f" · {phrases.count(publisher.documents, 'document')}{dates}", Style.PROVENANCE))
                )
        case Statistics(catalogue):
            yield _notice(phrases.statistics(catalogue))
        case Advice(Hint.HELP):
            yield from _help()
        case Advice(hint, about):
            yield _notice(phrases.advice(hint, about))


def plain(reply: Reply) -> str:
    """A reply as plain text."""
    return "\n".join(line.text.rstrip() for line in lines(reply))


def _notice(sentence: str) -> Line:
    return Line(((sentence, Style.NOTICE),))


def _answer(answer: Answer, first_number: int) -> Iterator[Line]:
    if answer.gap:
        yield _notice(phrases.sentence(phrases.gap(answer.gap)))
    if answer.near:
        yield _notice(phrases.near(answer))
    for citation in answer.near:
        yield from _citation(citation, None)
    for number, citation in enumerate(answer.citations, start=first_number):
        if number > first_number:
            yield _BLANK
        yield from _citation(citation, number)
    if answer.choices:
        yield _BLANK
        yield _notice(
            f"Several people have that name: {', '.join(answer.choices)}. Ask again with the whole name to hear one of them."
        )
    if answer.more:
        yield _BLANK
        yield Line((("There is more: ", Style.NOTICE), ("more", Style.COMMAND)))


def _citation(citation: Citation, number: int | None) -> Iterator[Line]:
    label = f"{number}. " if number else "– "
    yield Line(((label, Style.NUMBER), (phrases.marked(citation.text, citation.kind), Style.WORDS)))
    byline = phrases.byline(citation.speaker, citation.kind)
    if byline:
        yield Line(((f"— {byline}", Style.NAME),), indent=3)
    yield Line(((phrases.provenance(citation.document), Style.PROVENANCE),), indent=3)


def _context(reply: Context) -> Iterator[Line]:
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
    yield Line(((phrases.provenance(document), Style.PROVENANCE),), indent=3)


def _origin(reply: Origin) -> Iterator[Line]:
    document = reply.citation.document
    yield Line(((f"{reply.number}. ", Style.NUMBER), (document.title or document.id, Style.NAME)))
    facts = [
        ("source", document.source or "not named"),
        ("author", document.author),
        ("date", phrases.day(document.published)),
        ("address", document.url),
        ("document", document.id),
        ("place", f"characters {reply.citation.span.start}–{reply.citation.span.end}"),
    ]
    for what, value in facts:
        if value:
            yield Line(((f"{what}: ", Style.NOTICE), (value, Style.PROVENANCE)), indent=3)


def _people(reply: People) -> Iterator[Line]:
    if not reply.people:
        yield _notice(phrases.nobody_called(reply.about))
    for person in reply.people:
        said = phrases.count(person.passages, "passage")
        yield Line(
            ((person.name, Style.NAME), (f" · {said} in {phrases.count(person.documents, 'document')}", Style.PROVENANCE))
        )
    if reply.of > len(reply.people):
        yield _notice(f"{len(reply.people)} of {reply.of:,}; type a few letters of a name behind /speakers to see others.")


def _help() -> Iterator[Line]:
    yield _notice(
        "Ask in your own words who said what, and when. The answer is the exact words, their speaker, source and date."
    )
    yield _notice('Limits can be typed into a question: from:Politico  speaker:Lavrov  since:2016-09  until:"8 September 2016"')
    for name, meaning in COMMANDS.items():
        yield Line(((f"/{name}".ljust(11), Style.COMMAND), (meaning, Style.PLAIN)), indent=2)
