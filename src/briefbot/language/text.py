"""Where paragraphs and sentences begin and end in a stored text, as offsets that never leave it; and words folded."""

import itertools
import re
import unicodedata
from collections.abc import Iterator

import sentencex

from briefbot.model import Span

# sentencex ends a sentence after these; they stand before a name and end none. (Its own lists hold most others.)
_TITLES = r"Ms|Mx|Mmes?|Messrs|Rev|Hon|Gov|Gen|Sen|Rep|Reps|Sens|Adm|Lt|Col|Cmdr|Sgt|Capt|Maj|Pvt|Amb|Supt|Insp|Det|Assn|Sec"
_OPEN_END = re.compile(rf"(?:^|[\s(\[\"'“‘«])(?:(?:{_TITLES})\.|[A-ZА-ЯЁІЇЄҐ]\.)\s*$")
# Russian tells who asks behind a dash: "— А весной? — спросила она." is one sentence.
_NARRATOR = re.compile(r"\s*[—–-]\s+[а-яё]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = r"(?:\r\n|\r(?!\n)|[\n\u2028\u2029])"  # one pair of CR and LF is one break, not two
_BLANK_LINE = re.compile(rf"{_BREAK}[^\S\r\n\u2028\u2029]*{_BREAK}")
# A text is taken as hard-wrapped only at the widths that typewriters and mail programs wrap at, and when nearly every
# break is where filling the line would have put it.
_WRAP_WIDTHS = range(50, 101)
_WRAP_SHARE = 0.9


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at both of its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def fold(text: str) -> str:
    """Without accents and case."""
    if text.isascii():
        return text.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def nearest(words: str, text: str, start: int) -> Span | None:
    """Where the words stand in a text: of several places, the one nearest to `start`; None where they do not stand there."""
    starts, at = [], text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    found = min(starts, key=lambda one: abs(one - start), default=None)
    return None if found is None else Span(found, found + len(words))


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs, trimmed, in order.

    A line is a paragraph, but in a hard-wrapped text, where a paragraph is what stands between blank lines.
    """
    blocks = [_lines(text, start, end) for start, end in _blocks(text)]
    if _is_hard_wrapped(text, blocks):
        return tuple(Span(lines[0].start, lines[-1].end) for lines in blocks if lines)
    return tuple(line for lines in blocks for line in lines)


def sentences(text: str, within: Span, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of one paragraph, trimmed, in order; `language` is an ISO 639-1 code, English where it is None.

    A quotation of several sentences inside its marks stays in one piece.
    """
    result: list[Span] = []
    pending: int | None = None
    piece = within.of(text)
    for boundary in sentencex.get_sentence_boundaries(language or "en", piece):
        start = within.start + boundary["start_index"] if pending is None else pending
        end = within.start + boundary["end_index"]
        unfinished = _OPEN_END.search(text, max(start, end - 12), end) or _NARRATOR.match(text, end, within.end)
        pending = start if unfinished and end < within.end else None
        span = trimmed(text, start, end)
        if pending is None and span:
            result.append(span)
    return tuple(result)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between blank lines, as (start, end)."""
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int) -> list[Span]:
    spans = (trimmed(text, *line.span()) for line in _LINE.finditer(text, start, end))
    return [span for span in spans if span]


def _is_hard_wrapped(text: str, blocks: list[list[Span]]) -> bool:
    """Whether nearly every line that another one follows is as full as the widest line allows."""
    broken = [(line, following) for lines in blocks for line, following in itertools.pairwise(lines)]
    if len(broken) < 3:
        return False
    width = max(len(line) for line, _ in broken)
    if width not in _WRAP_WIDTHS:
        return False
    full = sum(len(line) + 1 + len(following.of(text).split(None, 1)[0]) > width for line, following in broken)
    return full >= _WRAP_SHARE * len(broken)
