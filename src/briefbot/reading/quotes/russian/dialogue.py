"""Speech between dashes: "— Мы успеем, — сказал мэр. — Река подождёт." The pieces that are somebody's words.

Newspapers put the narrator between the marks too: «Мы успеем, — сказал мэр. — Река подождёт».
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefbot.language.lexicon import CUE, PERSON
from briefbot.model import Span
from briefbot.reading.quotes.marks import Marked
from briefbot.reading.quotes.russian.grammar import bits, verbs

_DASH = r"[—–-]"
_OPENING = re.compile(rf"{_DASH}\s+(?=[«„“\"(]?[А-ЯЁA-Z0-9…])")
_JOINT = re.compile(rf"(?<=[,!?….:])\s+{_DASH}\s+")
_WORD = re.compile(r"[А-Яа-яЁё-]+")
_SHORTEST = 10  # code points of a paragraph that may be somebody's words without a mark or dash
_NEAR = 6  # words of the narrator among which his verb stands


def with_speech(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> list[Marked]:
    """The marked words, and the pieces of speech of every paragraph that a dash opens; marks inside speech belong to it."""
    group = max((one.group for one in marked), default=0)
    pieces = []
    holding = {bisect_right(paragraphs, one.outer_start, key=lambda p: p.start) - 1 for one in marked}
    for number, paragraph in enumerate(paragraphs):
        group += 1
        if number and number not in holding and _announces(text, paragraphs[number - 1]) and _is_block(text, paragraph):
            pieces.append(Marked(paragraph.start, paragraph.end, paragraph.start, paragraph.end, group, spoken=True))
            continue
        for n, span in enumerate(_pieces(text, paragraph)):
            outer_start = span.start if n else paragraph.start  # with its dash
            pieces.append(Marked(span.start, span.end, outer_start, span.end, group, spoken=True))
    outside = [one for one in marked if not any(_overlap(one, piece) for piece in _near(pieces, one))]
    without_narrator = [piece for one in outside for piece in _interrupted(text, one)]
    return sorted([*without_narrator, *pieces], key=lambda one: one.outer_start)


def _announces(text: str, paragraph: Span) -> bool:
    """Whether a paragraph ends by saying that somebody's words follow: "Мэр сообщила СМИ:"."""
    if text[paragraph.end - 1 : paragraph.end] != ":":
        return False
    start = max(text.rfind(". ", paragraph.start, paragraph.end), paragraph.start)
    return any(bits(match[0].lower()) & CUE for match in _WORD.finditer(text, start, paragraph.end))


def _is_block(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is prose: it begins with a letter, ends as a sentence does, and is no item of a list."""
    return text[paragraph.start].isupper() and text[paragraph.end - 1] in ".!?…" and paragraph.end - paragraph.start > _SHORTEST


def _interrupted(text: str, one: Marked) -> Iterator[Marked]:
    """Marked words without what the narrator says between them; the pieces are one quotation."""
    pieces = list(_spoken(text, one.start, one.end))
    if len(pieces) == 1 and not _WORD.search(text, pieces[0].end, one.end):
        yield one
        return
    for n, span in enumerate(pieces):
        outer_start = one.outer_start if n == 0 else span.start
        outer_end = one.outer_end if n == len(pieces) - 1 and span.end == one.end else span.end
        yield Marked(span.start, span.end, outer_start, outer_end, one.group)


def _near(pieces: Sequence[Marked], one: Marked) -> Iterator[Marked]:
    at = bisect_right(pieces, one.outer_start, key=lambda piece: piece.outer_start)
    yield from pieces[max(0, at - 1) : at + 1]


def _overlap(one: Marked, other: Marked) -> bool:
    return one.outer_start < other.outer_end and other.outer_start < one.outer_end


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    """What is said in a paragraph between what the narrator says; nothing where no dash opens it."""
    opening = _OPENING.match(text, paragraph.start, paragraph.end)
    if opening is None:
        return
    yield from _spoken(text, opening.end(), paragraph.end)


def _spoken(text: str, first: int, last: int) -> Iterator[Span]:
    """What is said between two places where speech begins, without what the narrator says behind dashes."""
    joints = [match.span() for match in _JOINT.finditer(text, first, last)]
    starts = [first, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), last]
    speech: int | None = None  # where the words that are being said began
    for start, end in zip(starts, ends, strict=True):
        if speech is None:
            speech = start
        elif _is_narrators(text, start, end):
            yield from _trimmed(text, speech, start)
            speech = None
    if speech is not None:
        yield from _trimmed(text, speech, last)


def _is_narrators(text: str, start: int, end: int) -> bool:
    """Whether words between dashes are the narrator's: in small letters, with a verb of saying among the first."""
    found = [match[0] for match in _WORD.finditer(text, start, min(end, start + 120))][:_NEAR]
    if not found or not found[0].islower():
        return False
    return any(bits(word.lower()) & CUE for word in found) or _does_something(found)


def _does_something(found: list[str]) -> bool:
    """Whether words tell what somebody did: a verb of one person, and a person behind it ("поставил диагноз врач")."""
    verb = next((one for one in verbs(found[0])[:1] if one.part == "VERB" and one.number == "sing"), None)
    if verb is None or verb.traits & {"1per", "2per", "impr"}:
        return False
    return any(bits(word.lower()) & PERSON or word[0].isupper() for word in found[1:])


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",—–-"):
        end -= 1
    if _WORD.search(text, start, end):
        yield Span(start, end)
