"""Blocks as styled lines: what a terminal colours, and what is left as plain text without the colours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import singledispatch

from briefbot.dialogue.replies import Reply
from briefbot.language.facts import closed
from briefbot.rendering.blocks import (
    Block,
    Break,
    Choice,
    Cited,
    Commands,
    Compared,
    Entry,
    Facts,
    Heading,
    InContext,
    Listing,
    Mark,
    Marked,
    More,
    Notice,
    Numbered,
    Options,
    Provenance,
    Title,
)
from briefbot.rendering.replies import blocks
from briefbot.wording.locale import ENGLISH, ReaderLocale


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
    STRUCK = auto()  # words of a stored document that a quotation lacks
    ADDED = auto()  # words of a quotation that no stored document has


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its pieces in order, and by how many columns it and its continuation are indented.

    The continuation of one that begins with a number or a command `hang`s further in, below what stands behind that.
    """

    pieces: tuple[tuple[str, Style], ...]
    indent: int = 0
    hang: int = 0

    @property
    def text(self) -> str:
        """The line without styles."""
        return " " * self.indent + "".join(closed(text) for text, _ in self.pieces)


BLANK = Line(())
# How what differs is told apart without colours, as wdiff does.
_SIGNS = {Mark.STRUCK: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
_STYLES = {Mark.AROUND: Style.AROUND, Mark.KEPT: Style.WORDS, Mark.STRUCK: Style.STRUCK, Mark.ADDED: Style.ADDED}
_INDENT = 3
_COMMANDS_INDENT = _GAP = 2


def lines(reply: Reply, locale: ReaderLocale = ENGLISH) -> Iterator[Line]:
    """The lines of a reply, where what is to be done is typed."""
    return written(blocks(reply, locale))


def plain(reply: Reply, locale: ReaderLocale = ENGLISH) -> str:
    """A reply as plain text."""
    return "\n".join(line.text.rstrip() for line in lines(reply, locale))


def written(drawn: Iterable[Block]) -> Iterator[Line]:
    """The lines of blocks."""
    for block in drawn:
        yield from _lines(block)


@singledispatch
def _lines(block: Block) -> Iterable[Line]:
    raise TypeError(f"no lines for {block!r}")


@_lines.register
def _(_block: Break) -> Iterable[Line]:
    return [BLANK]


@_lines.register
def _(block: Notice) -> Iterable[Line]:
    return map(_notice, block.words.split("\n"))


@_lines.register
def _(block: Cited) -> Iterator[Line]:
    label = f"{block.number}. " if block.number else "– "
    before = ("[", Style.PLAIN), (block.context, Style.AROUND), ("] ", Style.PLAIN)
    yield Line(((label, Style.NUMBER), *(before if block.context else ()), (block.words, Style.WORDS)), hang=len(label))
    if byline := block.speaker.name + block.speaker.told:
        yield Line(((f"— {byline}", Style.NAME),), _INDENT)
    if block.source:
        yield _provenance(block.source, _INDENT)
    for line in block.below:
        yield Line(tuple((piece.words, Style.PROVENANCE) for piece in line), _INDENT)


@_lines.register
def _(block: Compared) -> Iterator[Line]:
    label = f"{block.number}. "
    yield Line(((label, Style.NUMBER), *map(_marked, block.pieces)), hang=len(label))
    if byline := block.speaker.name + block.speaker.told:
        yield Line(((f"— {byline}", Style.NAME),), _INDENT)
    yield _provenance(block.source, _INDENT)


@_lines.register
def _(block: InContext) -> Iterator[Line]:
    if block.speaker:
        yield Line(((block.speaker.name + block.speaker.told, Style.NAME),))
    if before := block.before.rstrip():
        yield from (Line(((before, Style.AROUND),), _INDENT), BLANK)
    label = f"{block.number}. " if block.number else ""
    own = (block.opening, Style.AROUND), (block.words, Style.WORDS), (block.closing, Style.AROUND)
    yield Line(((label, Style.NUMBER), *own), hang=len(label))
    if after := block.after.lstrip():
        yield from (BLANK, Line(((after, Style.AROUND),), _INDENT))
    yield from (BLANK, _provenance(block.source, _INDENT))


@_lines.register
def _(block: Listing) -> Iterable[Line]:
    return [_provenance(one) if isinstance(one, Provenance) else _entry(one) for one in block.entries]


@_lines.register
def _(block: Numbered) -> Iterable[Line]:
    labels = ((f"{number}. ", words) for number, words in enumerate(block.entries, start=1))
    return [Line(((label, Style.NUMBER), (words, Style.NAME)), hang=len(label)) for label, words in labels]


@_lines.register
def _(block: Title) -> Iterable[Line]:
    return [_notice(block.words), *(_entry(one) if isinstance(one, Entry) else _notice(one) for one in block.lines)]


@_lines.register
def _(block: Heading) -> Iterable[Line]:
    return [Line((("▪ ", Style.NUMBER), (block.words, Style.NOTICE)))]


@_lines.register
def _(block: Facts) -> Iterator[Line]:
    yield Line(((f"{block.number}. ", Style.NUMBER), (block.title, Style.NAME)))
    for name, value in block.facts:
        yield Line(((f"{name}: ", Style.NOTICE), (value, Style.PROVENANCE)), _INDENT)


@_lines.register
def _(block: Options) -> Iterator[Line]:
    names, values = (_width(column) for column in zip(*((one.name, one.value) for one in block.options), strict=True))
    for one in block.options:
        told = (f"{one.name}:".ljust(names), Style.NAME), (one.value.ljust(values), Style.PLAIN)
        yield Line((*told, (one.typed, Style.COMMAND)))


@_lines.register
def _(block: Commands) -> Iterator[Line]:
    width = max(len(one.typed) for one in block.commands) + _GAP
    for one in block.commands:
        yield Line(((one.typed.ljust(width), Style.COMMAND), (one.meaning, Style.PLAIN)), _COMMANDS_INDENT, width)


@_lines.register
def _(block: Choice) -> Iterable[Line]:
    gap = " " * _GAP
    pieces = (((one.typed, Style.COMMAND), (gap + one.meaning, Style.PLAIN)) for one in block.choices)
    return [Line(typed_and_told, _COMMANDS_INDENT, _GAP) for typed_and_told in pieces]


@_lines.register
def _(block: More) -> Iterable[Line]:
    return [Line(((f"{block.words}: ", Style.NOTICE), (block.typed, Style.COMMAND)))]


def _marked(piece: Marked) -> tuple[str, Style]:
    before, behind = _SIGNS.get(piece.mark, ("", ""))
    return f"{before}{piece.words}{behind}", _STYLES[piece.mark]


def _notice(words: str) -> Line:
    return Line(((words, Style.NOTICE),))


def _provenance(source: Provenance, indent: int = 0) -> Line:
    told = " · ".join(filter(None, (source.title, source.publisher, source.day)))
    return Line(((told, Style.PROVENANCE),), indent)


def _entry(entry: Entry) -> Line:
    return Line(((entry.name, Style.NAME), (entry.told, Style.PROVENANCE)))


def _width(column: Iterable[str]) -> int:
    """Of the longest, with a colon or a space and a gap behind it."""
    return max(map(len, column)) + 1 + _GAP
