"""Names above or below the words: statements and testimonials whose speaker stands on a line of its own.

Whether names stand above or below is told by a text's own layout: a dash, "From …", what shares a block with what, and what the
run of names and quotations begins and ends with.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefbot.language.lexicon import Lexicon, given_names
from briefbot.model import Attribution, Span, SpeakerSource
from briefbot.reading.quotes.labels import INLINE, label, person
from briefbot.reading.quotes.marks import Marked

_LONGEST = 160  # code points of a line that says who, with what they are
_PLATE = re.compile(
    r"(?P<dash>[—–~•*-]{1,3}\s*)?"
    r"(?P<from>(?:(?:and|also|then|now)\s+)?(?:(?:a\s+|the\s+)?(?:joint\s+|full\s+)?(?:statement|message|letter|words|reaction|response|comment|note|"
    r"quote|testimonial|remarks?)s?\s+)?(?:from|by|of)\s+(?:the\s+(?:desk|office)\s+of\s+)?)?"
    r"(?P<name>[^\W\d_][^,:;(|\n“”\"]{2,70}?)"
    r"(?P<role>\s*(?:,|\(|\||\s[—–-]\s)\s*[^\n“”\"]{1,110}?)?(?P<end>[.:]?)$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|was|are|were|has|had|have|will|would|said|says|told|asked|wrote|added|who)\b")
_PLATE_IS_RIGHT = 0.9


class Plate(NamedTuple):
    """A line with a name, and up to which one it is told what its bearer is.

    `towards` is -1 where the words stand above, 1 where below, 0 where the line does not tell.
    """

    paragraph: int
    until: int
    name: str
    place: Span
    towards: int


def named_by_plates(
    text: str, paragraphs: Sequence[Span], marked: Sequence[Marked], lexicon: Lexicon
) -> dict[int, SpeakerSource]:
    """Number of marked words → the source that the line above or below their paragraph gives them."""
    alone = _alone(text, paragraphs, marked)
    found = _labelled(text, paragraphs, marked, lexicon)
    if not alone:
        return found
    for plates, first, last in _runs(text, paragraphs, alone, lexicon):
        towards = _direction(text, paragraphs, plates, first, last)
        if not towards:
            continue
        for n, plate in enumerate(plates):
            if towards > 0:
                reach = range(plate.paragraph + 1, plates[n + 1].paragraph if n + 1 < len(plates) else last + 1)
            else:
                reach = range(plates[n - 1].paragraph + 1 if n else first, plate.paragraph)
            source = SpeakerSource(Attribution.NAMED, plate.name, plate.place, None, _PLATE_IS_RIGHT)
            found |= {q: source for p in reach for q in alone.get(p, ())}
    return found


def _labelled(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked], lexicon: Lexicon) -> dict[int, SpeakerSource]:
    """The sources of paragraphs that consist of a full name, a colon and marked words: "Ann Lee, miller: “…”"."""
    found: dict[int, SpeakerSource] = {}
    for q, one in enumerate(marked):
        if one.spoken or text[one.outer_start - 2 : one.outer_start].strip() != ":":
            continue
        p = bisect_right(paragraphs, one.outer_start, key=lambda paragraph: paragraph.start) - 1
        if p < 0 or one.outer_start - paragraphs[p].start > _LONGEST or paragraphs[p].end - one.outer_end > 1:
            continue
        its = label(INLINE, text, paragraphs[p], lexicon)
        if its is not None and its.sure and len(its.name) > 1 and its.words == one.outer_start and not its.name[-1].isupper():
            found[q] = SpeakerSource(Attribution.NAMED, " ".join(its.name), its.place, None, _PLATE_IS_RIGHT)
    return found


def _alone(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> dict[int, range]:
    """Paragraph number → the marked words in it, where it consists of nothing else."""
    found: dict[int, range] = {}
    q = 0
    for p, paragraph in enumerate(paragraphs):
        first = q
        while q < len(marked) and marked[q].outer_start < paragraph.end:
            q += 1
        inside = range(first, q)
        if not inside or marked[first].outer_start - paragraph.start > 3 or paragraph.end - marked[q - 1].outer_end > 3:
            continue
        edges = [paragraph.start, *(edge for n in inside for edge in marked[n][2:4]), paragraph.end]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        if not any(marked[n].spoken for n in inside) and not any(text[a:b].strip(" \t\r\n.*_>") for a, b in gaps):
            found[p] = inside
    return found


def _runs(
    text: str, paragraphs: Sequence[Span], alone: Mapping[int, range], lexicon: Lexicon
) -> Iterator[tuple[list[Plate], int, int]]:
    """Each unbroken run of quotations and lines with names: the lines, its first and its last paragraph."""
    p = 0
    while p < len(paragraphs):
        plates: list[Plate] = []
        first = p
        while p < len(paragraphs):
            if p not in alone:
                near = p - 1 in alone or p + 1 in alone or (p + 2 in alone and _is_role(text, paragraphs, p + 1))
                its = plate_at(text, paragraphs, p, lexicon) if near else None
                if its is not None:
                    plates.append(its)
                elif plates and plates[-1].paragraph == p - 1 and _is_role(text, paragraphs, p):
                    plates[-1] = plates[-1]._replace(until=p)
                else:
                    break
            p += 1
        if plates and any(q in alone for q in range(first, p)):
            yield plates, first, p - 1
        p = max(p, first + 1)


def plate_at(text: str, paragraphs: Sequence[Span], p: int, lexicon: Lexicon) -> Plate | None:
    """The name on a line that holds nothing but a name and what its bearer is."""
    paragraph = paragraphs[p]
    if len(paragraph) > _LONGEST or _VERB.search(text, paragraph.start, paragraph.end):
        return None
    found = _PLATE.match(text, paragraph.start, paragraph.end)
    if found is None or (found["end"] == "." and not found["from"]):
        return None
    parts = found["name"].split()
    name = person(parts, lexicon)
    titled = len(name) < len(parts)
    if not name or (len(name) < 2 and not titled):
        return None
    if not (titled or found["role"] or found["dash"] or found["from"] or name[0].lower() in given_names()):
        return None
    towards = -1 if found["dash"] else 1 if found["from"] or found["end"] == ":" else 0
    start = found.start("name") + found["name"].rindex(name[0])
    cased = " ".join(name) if not " ".join(name).isupper() else " ".join(word.title() for word in name)
    return Plate(p, p, cased, Span(start, found.end("name")), towards)


def _is_role(text: str, paragraphs: Sequence[Span], p: int) -> bool:
    """Whether a line below a name, in the same block, says what its bearer is: "Skipper, Northbank"."""
    line = paragraphs[p]
    same_block = text.count("\n", paragraphs[p - 1].end, line.start) < 2
    return (
        same_block
        and len(line) < _LONGEST
        and text[line.end - 1] not in ".!?:"
        and not _VERB.search(text, line.start, line.end)
    )


def _direction(text: str, paragraphs: Sequence[Span], plates: Sequence[Plate], first: int, last: int) -> int:
    """-1 where the names of a run stand below their words, 1 where above, 0 where that cannot be told."""
    told = {plate.towards for plate in plates} - {0} or {near for plate in plates if (near := _nearer(text, paragraphs, plate))}
    if len(told) == 1:
        (towards,) = told
        return towards
    if told or len(plates) < 2:
        return 0
    opens, closes = plates[0].paragraph == first, plates[-1].until == last
    return 0 if opens == closes else 1 if opens else -1


def _nearer(text: str, paragraphs: Sequence[Span], plate: Plate) -> int:
    """Which side of a line stands in one block with it: -1 what is above, 1 what is below, 0 both or neither."""
    p = plate.paragraph
    above = p > 0 and text.count("\n", paragraphs[p - 1].end, paragraphs[p].start) < 2
    q = plate.until
    below = q + 1 < len(paragraphs) and text.count("\n", paragraphs[q].end, paragraphs[q + 1].start) < 2
    return 0 if above == below else -1 if above else 1
