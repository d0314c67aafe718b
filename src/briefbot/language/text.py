"""Where paragraphs and sentences begin and end in a stored text, as offsets that never leave it."""

import itertools
import re
from collections.abc import Iterator

import sentencex

from briefbot.language.languages import profile
from briefbot.model import Span

# sentencex ends a sentence after these; they stand before a name and end none. (Its own lists hold most others.)
_TITLES = "|".join(sorted(title.title() for title in profile("en").abbreviated_titles))
_OPEN_END = re.compile(rf"(?:^|[\s(\[\"'“‘«])(?:(?:{_TITLES})\.|[A-ZА-ЯЁІЇЄҐ]\.)\s*$")
# No sentence ends inside an address: "СЕВЕР.РУ".
_IN_ADDRESS = re.compile(r"(?<=\w\.)(?:РУ|РФ|ИНФО|RU|COM|ORG|NET|INFO)\b", re.IGNORECASE)
# The time of sentencex grows with the square of what it is given, so it is given a long paragraph in windows of so many code
# points. What ends in the last quarter of one may go on behind it, or stand in marks that do: the next window tells.
_WINDOW = 3_000
_SURE = _WINDOW * 3 // 4
# Russian tells who asks behind a dash: "— А весной? — спросила она." is one sentence.
_NARRATOR = re.compile(r"\s*[—–-]\s+[а-яё]")
# A wide space before a full stop: behind a single letter, sentencex panics at it ("plan B\u00a0.").
_SPACED_STOP = re.compile(r"[^\S\x00-\x7f](?=\.)")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# One pair of CR and LF is one break, not two. Each way to begin is a character of its own, so that re looks for these alone.
_BREAK = r"(?:\r\n|\r(?!\n)|\n|\u2028|\u2029)"
_BLANK_LINE = re.compile(rf"{_BREAK}[^\S\r\n\u2028\u2029]*{_BREAK}")
# A text is taken as hard-wrapped where nearly every break is where filling the line would have put it, or where breaks stand
# inside a sentence: a small letter follows, and no stop stands before it.
_WRAP_WIDTHS = range(30, 111)
_FULL_WIDTHS = range(50, 101)  # those of typewriters and mail programs, where no small letter tells
_WRAP_SHARE = 0.9
_FEWEST_BREAKS = 2
# In such a text, a line that fills less of the width and ends a sentence, or is no sentence, ends a paragraph.
_SHORT_LINE = 0.6
_QUOTED_LINE = re.compile(r"(?:>[ \t]?)+")
_STOPPED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_WORD = re.compile(r"\w")
_BEGINS_FIELD = re.compile(r"[\w-]+\s?[:={]")
_BEGINS_ITEM = re.compile(r"[-*•]\s|[–—]\s(?=[^\sa-z])|\(?\d{1,3}[.)]\s|[A-Z][A-Z.’' -]{1,40}:|(?:Q|A)[.:]\s")


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at both of its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


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

    A line is a paragraph, but in a hard-wrapped text, where blank lines, indents and short lines tell them apart.
    """
    blocks = [_lines(text, start, end) for start, end in _blocks(text)]
    width = _wrapped_at(text, blocks)
    if width:
        return tuple(paragraph for lines in blocks for paragraph in _joined(text, lines, width))
    return tuple(line for lines in blocks for line in lines)


def sentences(text: str, within: Span, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of one paragraph, trimmed, in order; `language` is an ISO 639-1 code, English where it is None.

    A quotation of several sentences inside its marks stays in one piece.
    """
    result: list[Span] = []
    pending: int | None = None
    piece = within.of(text)
    for first, last in _boundaries(piece, language or "en"):
        start = within.start + first if pending is None else pending
        end = within.start + last
        unfinished = _OPEN_END.search(text, max(start, end - 12), end) or _NARRATOR.match(text, end, within.end)
        unfinished = unfinished or _IN_ADDRESS.match(text, end, within.end)
        pending = start if unfinished and end < within.end else None
        span = trimmed(text, start, end)
        if pending is None and span:
            result.append(span)
    return tuple(result)


def _boundaries(text: str, language: str) -> Iterator[tuple[int, int]]:
    """What sentencex takes for the sentences of a text, as (start, end), in time that grows with its length."""
    begun = at = 0
    text = text if text.isascii() else _SPACED_STOP.sub(" ", text)
    while at < len(text):
        is_last = at + _WINDOW >= len(text)
        found = sentencex.get_sentence_boundaries(language, text[at : at + _WINDOW])
        ends = [at + one["end_index"] for one in found if is_last or one["end_index"] <= _SURE]
        for end in ends:
            yield begun, end
            begun = end
        # A sentence as long as that is read on, not begun anew: each window brings us on by a good part of it.
        at = len(text) if is_last else ends[-1] if ends and ends[-1] - at >= _SURE // 2 else at + _SURE


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


def _wrapped_at(text: str, blocks: list[list[Span]]) -> int:
    """The width at which lines were broken, in code points; 0 in a text that is not hard-wrapped."""
    broken = [pair for lines in blocks for pair in itertools.pairwise(lines)]
    if len(broken) < _FEWEST_BREAKS:
        return 0
    inside = sorted(len(line) for line, following in broken if _breaks_sentence(text, line, following))
    width = inside[len(inside) * 9 // 10] if inside else 0  # a few lines may stick out
    if width in _WRAP_WIDTHS and sum(2 * length > width for length in inside) >= _FEWEST_BREAKS:
        return width
    width = max(len(line) for line, _ in broken)
    full = sum(_is_full(text, line, following, width) for line, following in broken)
    stopped = sum(_is_stopped(text, line) for line, _ in broken)
    return width if width in _FULL_WIDTHS and full >= _WRAP_SHARE * len(broken) and 2 * stopped < len(broken) else 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word had no room in a line."""
    return len(line) + 1 + len(following.of(text).split(None, 1)[0]) > width


def _is_stopped(text: str, line: Span) -> bool:
    """Whether a line ends as a sentence does."""
    return _STOPPED.search(text, max(line.start, line.end - 8), line.end) is not None


def _words(text: str, line: Span) -> str:
    """A line without the signs that mail puts before what it quotes."""
    quoted = _QUOTED_LINE.match(text, line.start, line.end)
    return text[quoted.end() if quoted else line.start : line.end]


def _breaks_sentence(text: str, line: Span, following: Span) -> bool:
    """Whether a line ends where no sentence does."""
    begins = _words(text, following)[:1].islower() and not _BEGINS_FIELD.match(text, following.start, following.end)
    return begins and not _is_stopped(text, line)


def _joined(text: str, lines: list[Span], width: int) -> Iterator[Span]:
    """The paragraphs of the lines of one block, which stay lines where nothing says that one of them was broken."""
    broken = list(itertools.pairwise(lines))
    if not any(
        _breaks_sentence(text, line, following) or (_is_full(text, line, following, width) and not _is_stopped(text, line))
        for line, following in broken
    ):
        yield from lines
        return
    indented = {line for line in lines if text[line.start - 1 : line.start] in (" ", "\t", "\xa0", "\u3000")}
    listed = any(_BEGINS_ITEM.match(text, line.start, line.end) for line in lines)
    by_indents = not listed and indented != set(lines) and any(line in indented for line in lines[1:])
    start, open_marks = lines[0].start, 0
    for line, following in broken:
        open_marks += text.count("“", line.start, line.end) - text.count("”", line.start, line.end)
        if following in indented if by_indents else _ends_paragraph(text, line, following, width, open_marks):
            yield Span(start, line.end)
            start, open_marks = following.start, 0
    yield Span(start, lines[-1].end)


def _ends_paragraph(text: str, line: Span, following: Span, width: int, open_marks: int) -> bool:
    """Whether a paragraph ends at a line though no blank line follows; not inside marks."""
    words = _words(text, following)
    if not (_WORD.search(words) and _WORD.search(_words(text, line))) or _BEGINS_ITEM.match(words):
        return True
    if open_marks > 0 or len(line) + 1 + len(words.split(None, 1)[0] if words else "") > _SHORT_LINE * width:
        return False
    return not words[:1].islower() and text[line.end - 1] not in ",-–—"
