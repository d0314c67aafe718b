"""PDF with text: its lines → paragraphs, told by the layout; a word that a line end has cut is one word again."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from briefbot.errors import DocumentError
from briefbot.reading.formats.encoding import check_id, require_text
from briefbot.reading.formats.fields import document_of, usable
from briefbot.reading.formats.format import Format, Part, Source

MAX_PDF_BYTES = 100 * 2**20
_MOST_PAGES = 1_000
# Code points at the beginning of a text in which its title stands.
_BEGINNING = 2_000
# What pdfium writes for a hyphen at the end of a line.
_SOFT = "\x02\ufffe\u00ad"
_HYPHENS = "-\u2010\u2011"
_ENDING = frozenset(_SOFT + _HYPHENS)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_DIGITS = re.compile(r"\d+")
_SOFT_WITHIN = re.compile(f"[{_SOFT}]")
_ADDRESS = re.compile(r"(?:https?|file)://\S+")
_PRINTED_AT = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?\b", re.IGNORECASE)
_PAGE_OF = re.compile(r"\b(?:(?:page|стр\.?)\s+)?\d{1,4}\s?(?:/|of|из)\s?\d{1,4}\s*$", re.IGNORECASE)
# A line, or what stands of it before the word that its end cuts: pdfium joins the two lines.
_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
# A step down of so many usual ones parts paragraphs; an indent of so much of a line's height begins one, as does another size.
_GAP, _INDENT, _OTHER_SIZE = 1.35, 0.8, 0.25
# Lines that begin within so many points are of one column.
_COLUMN = 20
# A line that ends so much before its column does is its paragraph's last.
_SHORT = 0.85
# A line at the edge of so many pages, but for its numbers, is the page's and none of the text.
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, and its box in points, upwards from the bottom of the page."""

    words: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """The height of its box, at least a point."""
        return max(self.top - self.bottom, 1.0)


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    check_id(source.id)
    pages, title = _pages(data)
    pages, address = without_browser(pages, title)
    text = "\n\n".join(paragraphs(without_edges(pages)))
    if not text.strip():
        raise DocumentError("there is no text in it: its pages are pictures")
    require_text(text)
    known = _title(title, text) if title else None
    yield Part(document_of(usable({"id": source.id, "text": text, "title": known, "url": address})))


def _title(told: str, text: str) -> str | None:
    """The title that a file claims, where its text has it: programs often write another document's.

    Of a title with the name of a site behind it, the text has the headline as a paragraph.
    """
    folded, beginning = _folded(told), text[:_BEGINNING]
    if folded in _folded(beginning):
        return told
    headlines = (one for one in beginning.split("\n\n") if one.count(" ") > 1 and folded.startswith(_folded(one)))
    return next(headlines, None)


def _folded(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def _pages(data: bytes) -> tuple[list[list[Line]], str | None]:
    """The lines of each page, in the order of reading, and the title that the file claims."""
    import pypdfium2  # noqa: PLC0415 (it takes long to load, and only PDF needs it)

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it is locked with a password" if "password" in str(error).lower() else "it is damaged"
        raise DocumentError(reason) from error
    try:
        if len(document) > _MOST_PAGES:
            raise DocumentError(f"it has more than {_MOST_PAGES} pages")
        return [_lines(document, number) for number in range(len(document))], document.get_metadata_value("Title") or None
    except pypdfium2.PdfiumError as error:
        raise DocumentError("it is damaged") from error
    finally:
        document.close()


def _lines(document: Any, number: int) -> list[Line]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        text = textpage.get_text_range(0, count) if count else ""
        if len(text) != count:  # a sign beyond the basic plane counts twice: the places of what follows are not told
            return [Line(words.strip(), 0, 0, 0, 0) for words in text.splitlines() if words.strip()]
        return [*_measured(textpage, text)]
    finally:
        textpage.close()
        page.close()


def _measured(textpage: Any, text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip().rstrip(_SOFT)) - 1
        if end < start:
            continue
        first, last = textpage.get_charbox(start, loose=True), textpage.get_charbox(end, loose=True)
        yield Line(words.strip(), first[0], last[2], min(first[1], last[1]), max(first[3], last[3]))


def without_browser(pages: Sequence[Sequence[Line]], title: str | None) -> tuple[list[list[Line]], str | None]:
    """The pages without what browsers print at their edges (title, address, day and hour, number), and that address."""
    kept = [[line for line in page if not _is_browsers(line.words, title)] for page in pages]
    printed = (line.words for page in pages for line in page if _is_browsers(line.words, title))
    addresses = {match[0] for words in printed if (match := _ADDRESS.search(words)) and not match[0].endswith("…")}
    return kept, addresses.pop() if len(addresses) == 1 else None


def _is_browsers(words: str, title: str | None) -> bool:
    """Whether a line has two or more of those, and nothing else."""
    rest, found = words, 0
    for pattern in (_ADDRESS, _PRINTED_AT, _PAGE_OF, *((re.compile(re.escape(title)),) if title else ())):
        rest, count = pattern.subn(" ", rest, count=1)
        found += count
    return found > 1 and not rest.strip()


def without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what stands at the top or bottom of several: running heads, numbers."""
    edges = Counter(sign for page in pages for sign in {_sign(line) for line in (*page[:2], *page[-2:])})
    running = {sign for sign, count in edges.items() if count >= _REPEATED}
    kept = []
    for page in pages:
        last = len(page) - 2
        kept.append([line for at, line in enumerate(page) if not (_sign(line) in running and (at < 2 or at >= last))])
    return kept


def _sign(line: Line) -> str:
    return _DIGITS.sub("0", line.words).strip()


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of all pages: one may go on in the next column, or on the next page."""
    lines = [line for page in pages for line in page]
    layout = _layout(lines)
    open_lines: list[str] = []
    for at, line in enumerate(lines):
        if at and _begins(lines[at - 1], line, layout):
            yield _joined(open_lines)
            open_lines = []
        open_lines.append(line.words)
    if open_lines:
        yield _joined(open_lines)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a document is set: from line to line in points, and the right edge of the column that begins at a place."""

    pitch: float
    rights: Mapping[int, float]

    def right(self, line: Line) -> float:
        """The right edge of the column of a line."""
        return self.rights.get(_place(line), line.right)


def _place(line: Line) -> int:
    return round(line.left / _COLUMN)


def _layout(lines: Sequence[Line]) -> _Layout:
    steps = [before.top - line.top for before, line in pairwise(lines) if 0 < before.top - line.top < 3 * line.height]
    rights: dict[int, list[float]] = {}
    for line in lines:
        for near in (-1, 0, 1):  # an indent is another place of the same column
            rights.setdefault(_place(line) + near, []).append(line.right)
    return _Layout(
        median(steps) if steps else 0.0, {place: sorted(some)[-1 - len(some) // 10] for place, some in rights.items()}
    )


def _begins(before: Line, line: Line, layout: _Layout) -> bool:
    """Whether a line begins a paragraph."""
    height = max(before.height, line.height)
    ends = bool(_SENTENCE_END.search(before.words))
    if before.words[-1] in _SOFT:
        return False
    if height == 1.0:  # nothing was measured
        return ends
    if abs(before.height - line.height) > _OTHER_SIZE * height:
        return True  # a heading, or the text below it
    step = before.top - line.top
    if not -0.5 * height < step < 4 * height:  # another column or page
        return ends and not line.words[:1].islower()
    if step > _GAP * layout.pitch:
        return True
    if line.left - before.left > _INDENT * height and line.left < before.right:
        return True
    short = before.right < before.left + _SHORT * (layout.right(before) - before.left)
    return short and (ends or not line.words[:1].islower())


def _joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one text: a hyphen at a line's end joins, where a small letter follows."""
    text = ""
    for line in lines:
        words = line.strip()
        cut = text[-1:] in _ENDING and text[-2:-1].isalnum()
        if cut and words[:1].islower():
            text = text[:-1] + words
        elif cut:
            text = f"{text[:-1]}{text[-1] if text[-1] in _HYPHENS else '-'}{words}"
        else:
            text = f"{text} {words}"
    return " ".join(_CONTROL.sub(" ", _SOFT_WITHIN.sub("", text)).split())


FORMAT = Format(
    name="PDF",
    suffixes=(".pdf",),
    mime_types=("application/pdf",),
    parse=_parse,
    recognise=lambda head: b"%PDF-" in head[:1024],
    largest=MAX_PDF_BYTES,
    guarded=True,
)
