"""Blocks as messages: each a paragraph of Telegram's HTML, in as few messages as its limits allow."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from briefbot.rendering.blocks import (
    Block,
    Break,
    Byline,
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
    More,
    Notice,
    Numbered,
    Options,
    Provenance,
    Title,
)
from briefbot.rendering.phrases import cut
from briefbot.telegram.views.html import Paragraph, Quote, Run, packed, pieces
from briefbot.wording.locale import ENGLISH, ReaderLocale

# A longer quotation is folded: Telegram shows three lines of it and a sign to open the rest.
_FOLDED_FROM = 420
# One that was checked is to be seen, where it is not longer than a screen.
_COMPARED_FOLDED_FROM = 1_200
# Titles, names and addresses are not quotations: what is longer than anybody reads is cut, and shows it.
_TITLE, _NAME, _ADDRESS = 200, 100, 1_000
# So that the longest list is one message, which its buttons can change.
_NUMBERED = 60


def parts(blocks: Iterable[Block], locale: ReaderLocale = ENGLISH) -> list[str]:
    """Blocks as the HTML of messages: a block in one message where it fits into one."""
    return [html for html, _ in packed(pieces(paragraph, locale) for paragraph in paragraphs(blocks))]


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """A paragraph for each block, but in one with what follows it for what no message may end with.

    That is a heading, and a quotation whose source stands below the next one.
    """
    held: Paragraph = ()
    for block in blocks:
        runs = tuple(_runs(block))
        if isinstance(block, Heading) or (isinstance(block, Cited) and block.source is None):
            held = (*held, *runs)
        elif runs:
            yield (*held, *runs)
            held = ()
    if held:
        yield held


def address_of(url: str | None) -> str | None:
    """An address that Telegram makes a link of, None for others."""
    return url if url and len(url) <= _ADDRESS and url.startswith(("http://", "https://")) else None


@singledispatch
def _runs(block: Block) -> Iterable[Run]:
    raise TypeError(f"no message for {block!r}")


@_runs.register
def _(_block: Break) -> Iterable[Run]:
    return ()


@_runs.register
def _(block: Notice) -> Iterable[Run]:
    return (Run(block.words),)


@_runs.register
def _(block: Cited) -> Iterator[Run]:
    yield from _byline(block.number, block.speaker)
    quote: Quote = "folded" if len(block.context + block.words) > _FOLDED_FROM else "open"
    if block.context:  # the article's words are plain beside the quoted ones, as where these are shown in their text
        yield Run(f"{block.context}\n", quote=quote)
    yield Run(block.words, bold=bool(block.context), quote=quote)
    yield Run("\n")
    if block.source:
        yield from _provenance(block.source)
    for line in block.below:
        yield Run("\n")
        yield from (Run(piece.words, link=address_of(piece.url)) for piece in line)


@_runs.register
def _(block: Compared) -> Iterator[Run]:
    yield from _byline(block.number, block.speaker)
    quote: Quote = "folded" if sum(len(piece.words) for piece in block.pieces) > _COMPARED_FOLDED_FROM else "open"
    for piece in block.pieces:
        if piece.words:
            bold = piece.mark is Mark.KEPT and block.is_part  # where all of it is meant, nothing has to stand out
            struck, underlined = piece.mark is Mark.STRUCK, piece.mark is Mark.ADDED
            yield Run(piece.words, bold=bold, quote=quote, struck=struck, underlined=underlined)
    yield Run("\n")
    yield from _provenance(block.source)


@_runs.register
def _(block: InContext) -> Iterator[Run]:
    if block.speaker:
        yield from _byline(block.number, block.speaker)
    around = (
        Run(block.before + block.opening, quote="open"),
        Run(block.words, bold=True, quote="open"),
        Run(block.closing + block.after, quote="open"),
    )
    yield from (run for run in around if run.text)
    yield Run("\n")
    yield from _provenance(block.source)


@_runs.register
def _(block: Listing) -> Iterable[Run]:
    return _lined(
        _provenance(one) if isinstance(one, Provenance) else (Run(cut(one.name, _NAME), bold=True), Run(one.told))
        for one in block.entries
    )


@_runs.register
def _(block: Numbered) -> Iterable[Run]:
    numbered = enumerate(block.entries, start=1)
    return _lined((Run(f"{number}. ", bold=True), Run(cut(words, _NUMBERED))) for number, words in numbered)


@_runs.register
def _(block: Title) -> Iterator[Run]:
    yield Run(block.words, bold=True)
    for line in block.lines:
        if isinstance(line, Entry):
            yield from (Run("\n"), Run(line.name, bold=True), Run(line.told))
        else:
            yield Run(f"\n{line}")


@_runs.register
def _(block: Heading) -> Iterable[Run]:
    return Run("▪ "), Run(cut(block.words, _TITLE), bold=True), Run("\n\n")


@_runs.register
def _(block: Facts) -> Iterator[Run]:
    yield Run(f"{block.number}. {cut(block.title, _TITLE)}", bold=True, link=address_of(block.url))
    yield Run("".join(f"\n{name}: {cut(value, _ADDRESS)}" for name, value in block.facts))


@_runs.register
def _(block: Options) -> Iterable[Run]:
    return _lined((Run(f"{one.name}: {one.value}  {one.typed}"),) for one in block.options)


@_runs.register
def _(block: Commands) -> Iterable[Run]:
    return (Run("\n".join(f"{one.typed}  {one.meaning}" for one in block.commands)),)


@_runs.register
def _(block: Choice) -> Iterable[Run]:
    return (Run("\n".join(f"{one.typed}  {one.meaning}" for one in block.choices)),)


@_runs.register
def _(block: More) -> Iterable[Run]:
    return (Run(f"{block.words}: {block.typed}"),)


def _byline(number: int | None, speaker: Byline) -> list[Run]:
    """A line of number and name, and how the words are told; none where there is nothing to say."""
    label, name = f"{number}. " if number else "", cut(speaker.name, _NAME)
    bold = label + name if name or speaker.told else label.rstrip()
    line = [run for run in (Run(bold, bold=True), Run(speaker.told)) if run.text]
    return [*line, Run("\n")] if line else []


def _provenance(source: Provenance) -> Iterator[Run]:
    """Title (a link where there is an address), publisher and day."""
    yield Run(cut(source.title, _TITLE), italic=True, link=address_of(source.url))
    publisher = cut(source.publisher, _NAME) if source.publisher else None
    yield Run("".join(f" · {fact}" for fact in (publisher, source.day) if fact))


def _lined(items: Iterable[Iterable[Run]]) -> Iterator[Run]:
    """Items in a line each."""
    for number, item in enumerate(items):
        if number:
            yield Run("\n")
        yield from item
