"""A document with its quotations marked: its paragraphs in pieces, each of them a slice of the text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefbot.dialogue.pages import anchor_of
from briefbot.language.text import paragraphs
from briefbot.model import Kind, Passage, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that an answer can show: how they stand to the speaker's own, whose they are, and by which anchors they are found.

    `pieces` are the words in order, each with whether it is the speaker's own, and `closing` are the marks right behind them;
    `is_first` says that the one before in the paragraph is not the same person's. `notes` are told of it.
    """

    span: Span
    kind: Kind
    speaker: str | None
    anchors: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]
    is_first: bool = True
    notes: tuple[str, ...] = ()
    closing: str = ""


_WORD = re.compile(r"\w")
# Marks that close a quotation, with the stop that may stand between them and it.
_CLOSING = re.compile(r"[.,!?…]?[”“’‘»\"']{1,3}(?!\w)|[.,!?…]")

Paragraph = tuple[str | Mark, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What leads to a passage by a number of its own: the anchor, and what is to be told there."""

    anchor: str
    note: str | None = None


def marked(
    text: str,
    passages: Sequence[Passage],
    person: Callable[[str | None], str | None],
    links: Mapping[int, Sequence[Linked]],
) -> list[Paragraph]:
    """The paragraphs of a text, with what passages show in them; `links` are what leads to each, by its ordinal."""
    marks = list(_marks(text, passages, person, links))
    return [tuple(_pieces(text, paragraph, marks)) for paragraph in paragraphs(text)]


def _marks(
    text: str,
    passages: Sequence[Passage],
    person: Callable[[str | None], str | None],
    links: Mapping[int, Sequence[Linked]],
) -> Iterator[Mark]:
    """What the passages show, in the order of the text, none of it twice; each with an anchor that no other one has."""
    taken: dict[str, int] = {}
    end = 0
    shown: dict[Span, list[int]] = {}
    for ordinal, passage in enumerate(passages):
        shown.setdefault(passage.shown, []).append(ordinal)
    for span in sorted(shown):
        if span.start < end or not len(span):
            continue
        end = span.end
        lead = passages[shown[span][0]]
        anchor = anchor_of(span.of(text))
        taken[anchor] = taken.get(anchor, 0) + 1
        own = anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"
        leading = [one for ordinal in shown[span] for one in links.get(ordinal, ())]
        notes = tuple(dict.fromkeys(one.note for one in leading if one.note))
        anchors = (own, *dict.fromkeys(one.anchor for one in leading))
        kind = Kind.DIRECT if lead.spoken else lead.kind
        yield Mark(span, kind, person(lead.source.speaker), anchors, tuple(_own(text, span, lead)), notes=notes)


def _own(text: str, span: Span, passage: Passage) -> Iterator[tuple[str, bool]]:
    """The words at a place, the narrator's told apart from the speaker's own where they stand between these."""
    parts: Iterable[Span] = passage.utterance.parts if passage.utterance else (span,)
    at = span.start
    for part in parts:
        if part.start > at:
            between = text[at : part.start]
            yield between, not _WORD.search(between)  # marks alone are the speaker's
        yield text[max(at, part.start) : part.end], True
        at = max(at, part.end)
    if at < span.end:
        yield text[at : span.end], not _WORD.search(text, at, span.end)


def _pieces(text: str, paragraph: Span, marks: Sequence[Mark]) -> Iterator[str | Mark]:
    at, before = paragraph.start, None
    ends = [*(mark.span.start for mark in marks[1:]), paragraph.end]
    for mark, end in zip(marks, ends, strict=False):
        if not paragraph.contains(mark.span):
            continue
        if mark.span.start > at:
            yield text[at : mark.span.start]
        behind = _CLOSING.match(text, mark.span.end, min(end, paragraph.end))
        closing = behind[0] if behind else ""
        yield replace(mark, is_first=before is None or mark.speaker != before, closing=closing)
        at, before = mark.span.end + len(closing), mark.speaker
    if at < paragraph.end:
        yield text[at : paragraph.end]
