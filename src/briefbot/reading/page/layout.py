"""What a stored plain text consists of, by the form and the position of its paragraphs.

A page saved as text is furniture (menus), a headline, a date line and a byline in some order, the article, furniture again
(share lines, related stories, the footer). A record of an archive is a headline and the article. Losing a paragraph of an
article is far worse than keeping a menu line, so what could be either stays in the body.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefbot.language.text import paragraphs
from briefbot.model import Evidence, Span
from briefbot.reading.page.dates import DateLine, Rank, date_in_dateline, read_date, read_date_line
from briefbot.reading.page.forms import AUTHOR, Form, form, is_letterhead
from briefbot.reading.page.head import read_head
from briefbot.reading.page.headlines import compared, unmarked
from briefbot.reading.page.model import Page

# How far below the first prose the lines that belong to the head (date, byline, share line) may still stand.
_HEAD_DEPTH = 4
# The article starts at a prose paragraph that has another one as near as this; a banner above a menu has none.
_NEAR = 3
# A given title is looked for so far down.
_TITLE_DEPTH = 80
# A label of so many words below the last sentence may be a paragraph that lost its stop: no menu entry is as long.
_LONG = 15
# A label of so many words can be a headline where shorter ones stand beside it: a menu entry seldom has more.
_FULL = 4
# A date line above a long label and below another: the upper is the headline where as much of it comes back in the article.
_ECHO = 1 / 3
# What follows a footer line is footer unless it holds as much of the text's prose: then the line stood inside the article.
_FOOTER_SHARE = 0.34
_REPEATED = 3

_DATELINE = re.compile(r"(?P<opening>[^a-z\n]{2,40}[^\n]{0,60}?)\s(?:—|–|--|-)\s")
# As releases write it: "GENEVA, 3 March 2014. The board …", the place in capitals, nothing but the day behind it.
_RELEASE_LINE = re.compile(
    r"(?P<opening>(?:[^\W\d_a-zа-яё][^a-zа-яё\n,]{1,40},\s){1,2}"
    r"(?:\d{1,2}\s[^\W\d_]+|[^\W\d_]+\s\d{1,2},?)\s\d{4}(?:\sг(?:\.|ода))?)[.:]?\s"
)
_OWNER = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:copyright\s*)?\d{4}(?:\s*[-–]\s*\d{4})?,?\s*(?:by\s+)?"
    r"[«“\"]?(?P<owner>[^\W\d_][^.|©•·,»”\"]{1,60}?)[»”\"]?\s*(?:[.|•·,]\s*(?:all rights reserved|все права защищены)?\.?)?$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:source|publisher|источник|издание|quelle)\s*:\s*(?P<owner>[^\W\d_][^:|]{1,60}?)\.?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_HEADS = frozenset({Form.DATE, Form.BYLINE})
_FURNITURE = frozenset({Form.DATE, Form.BYLINE, Form.NOTICE, Form.BANNER, Form.END, Form.COMMENTS, Form.RELEASE})
_BODY = frozenset({Form.PROSE, Form.SENTENCE})


@dataclass(frozen=True, slots=True)
class _Lines:
    """The paragraphs of a text with their words and forms, in step."""

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    forms: tuple[Form, ...]

    def __len__(self) -> int:
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the article stands among the paragraphs.

    `headline` is its index; `start` the first paragraph after it, `end` the first one after the article. `dressed` says that
    a page stands around the article: what stands at its edges and reads as furniture is furniture.
    """

    headline: int | None
    start: int
    end: int
    dressed: bool


def read_page(text: str, title: str | None = None) -> Page:
    """The parts of a stored text; `title`, where it is known, tells the headline.

    A text is cut the same with its own headline for a title: a stored document is not cut otherwise when it is read anew.
    """
    block = read_head(text)
    fields = block.fields
    lines = _lines(text, block.end)
    known = title or fields.get("title")
    head = _frame(lines, known)
    told = known or _title(lines, head)
    frame = head if told == known else _frame(lines, told)
    first = next((index for index in range(frame.start, len(lines)) if lines.forms[index] in _BODY), len(lines))
    body = [index for index in range(len(lines)) if index != frame.headline and _is_body(lines, frame, index, first)]
    if not body and frame.headline is None:
        body = [*range(len(lines))]
    kept = {*body, frame.headline}
    dated, evidence = _dated(fields.get("published"), lines, head)
    return Page(
        headline=None if frame.headline is None else lines.spans[frame.headline],
        body=tuple(lines.spans[index] for index in body),
        furniture=tuple(span for index, span in enumerate(lines.spans) if index not in kept),
        title=told,
        published=dated.day if dated else None,
        published_at=dated.moment if dated else None,
        author=fields.get("author") or _author(lines, head),
        source=fields.get("source") or _source(lines, head),
        url=fields.get("url"),
        language=fields.get("language"),
        evidence=evidence,
    )


def _dated(told: str | None, lines: _Lines, frame: _Frame) -> tuple[DateLine | None, Evidence | None]:
    """When the text was published, by a field at its head, else by its lines; and which of them tells the day."""
    if told is not None and (read := read_date(told)):
        return read, Evidence.METADATA if read.day else None
    if line := _date_line(lines, frame):
        return line, Evidence.PAGE
    dateline = _dateline(lines, frame)
    return dateline, Evidence.TEXT if dateline else None


def _title(lines: _Lines, frame: _Frame) -> str | None:
    """The headline on one line, without the full stop that some archives put after it."""
    if frame.headline is None:
        return None
    headline = unmarked(" ".join(lines.words[frame.headline].split()))
    return headline if headline.endswith("..") else headline.removesuffix(".")


def _lines(text: str, start: int) -> _Lines:
    """The paragraphs of a text; what begins before `start` is a block of fields, and none of the article."""
    spans = paragraphs(text)
    words = tuple(text[span.start : span.end] for span in spans)
    forms = tuple(Form.NOTICE if span.start < start else form(line) for span, line in zip(spans, words, strict=True))
    return _Lines(spans, words, _mark_repeated(words, forms))


def _mark_repeated(words: tuple[str, ...], forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The forms, with a label that comes back again and again taken for what it is: a button."""
    counts = Counter(line for line, its in zip(words, forms, strict=True) if its is Form.LABEL)
    buttons = {line for line, count in counts.items() if count >= _REPEATED}
    return tuple(Form.NOTICE if line in buttons else its for line, its in zip(words, forms, strict=True)) if buttons else forms


def _frame(lines: _Lines, title: str | None) -> _Frame:
    """Where headline, start and end of the article are."""
    first = _first_prose(lines)
    headline = _titled(lines, title, first) if title else None
    clean = headline == 0
    if headline is None and (title is None or _has_head(lines, first)):
        headline = _headline(lines, first)
    if headline is None:
        return _Frame(None, 0, len(lines), dressed=False)
    dressed = not clean and (headline > 0 or _has_head(lines, first))
    end = len(lines) if clean else _end(lines, max(first, headline + 1), dressed=dressed)
    return _Frame(headline, headline + 1, end, dressed=dressed)


def _has_head(lines: _Lines, first: int) -> bool:
    """Whether a date line or a byline stands at the head of the article."""
    return any(its in _HEADS for its in lines.forms[: first + _HEAD_DEPTH])


def _first_prose(lines: _Lines) -> int:
    """The index of the first prose that has more of it nearby, else of the longest; 0 where there is no prose."""
    opening = 1 if lines.words and _is_title_case(lines.words[0]) else 0
    prose = [index for index in range(opening, len(lines)) if lines.forms[index] is Form.PROSE]
    for index in prose:
        if Form.PROSE in lines.forms[index + 1 : index + 1 + _NEAR]:
            return index
    return max(prose, key=lambda index: len(lines.words[index]), default=0)


def _titled(lines: _Lines, title: str, first: int) -> int | None:
    """The index of the paragraph that is the given title, or the first of the two that it was joined from."""
    wanted = compared(title)
    for index in range(min(len(lines), _TITLE_DEPTH, first + 1)):
        if len(lines.words[index]) > 2 * len(title) + 20:
            continue
        line = compared(lines.words[index])
        if line == wanted or (line and wanted.startswith(line) and wanted == line + compared(_at(lines, index + 1))):
            return index
    # Below prose of the page's own (whose site it is, that it uses cookies) only where date or byline follow, and once.
    lower = [index for index in range(first + 1, min(len(lines) - 1, _TITLE_DEPTH)) if lines.forms[index + 1] in _HEADS]
    lower = [index for index in lower if compared(lines.words[index]) == wanted]
    return lower[0] if len(lower) == 1 else None


def _at(lines: _Lines, index: int) -> str:
    return lines.words[index] if index < len(lines) else ""


def _headline(lines: _Lines, first: int) -> int | None:
    """The index of the headline of a text that comes without a title."""
    candidates = [index for index in range(first) if _may_be_headline(lines, index)]
    release = max((index for index in range(first) if lines.forms[index] is Form.RELEASE), default=-1)
    candidates = [index for index in candidates if index > release] or candidates
    candidates = [index for index in candidates if not is_letterhead(lines.words[index])] or candidates
    heads = [index for index in range(first) if lines.forms[index] in _HEADS]
    if candidates and heads:
        return _beside_date(lines, candidates, heads, first)
    if candidates:
        return _last_label(lines, candidates, first)
    return _below_banner(lines, first)


def _may_be_headline(lines: _Lines, index: int) -> bool:
    """Whether a line has a headline's form: no sentence, or one whose every word of weight is capitalised."""
    its = lines.forms[index]
    return its is Form.LABEL or (its in _BODY and index == 0 and _is_title_case(lines.words[index]))


def _is_title_case(line: str) -> bool:
    """Whether the line is set as English headlines are; what it ends with does not count."""
    words = _WORD.findall(line)
    return len(words) >= 3 and len(line) <= 160 and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


def _beside_date(lines: _Lines, candidates: Sequence[int], heads: Sequence[int], first: int) -> int:
    """The label above the date line or byline nearest to the article, or the one below it."""
    cluster_start = heads[-1]
    while cluster_start > 0 and lines.forms[cluster_start - 1] in _FURNITURE:
        cluster_start -= 1
    above = [index for index in candidates if index < cluster_start]
    below = [index for index in candidates if index > heads[-1]]
    if not below:
        return _above_publisher(lines, above, _opening(lines, first))
    lower = _most_telling(lines, below, first)
    if not above:
        return lower
    upper = _above_publisher(lines, above, _opening(lines, first))
    if not _is_full(lines, lower):
        return upper
    if not _is_full(lines, upper) or _letterhead(lines.words[upper], lines.words[lower]):
        return lower
    return upper if _echo(lines, upper, _opening(lines, first)) >= _ECHO else lower


def _above_publisher(lines: _Lines, above: Sequence[int], article: frozenset[str]) -> int:
    """The label nearest above a date line; the one above that where it tells of the article, and the nearer is a short name."""
    if len(above) > 1 and not _is_full(lines, above[-1]) and _is_full(lines, above[-2]):
        further, nearer = (_echo(lines, index, article) for index in above[-2:])
        return above[-2] if further >= _ECHO and further > nearer else above[-1]
    return above[-1]


def _last_label(lines: _Lines, candidates: Sequence[int], first: int) -> int | None:
    """The headline among labels without a date line; None where a sentence stands above it, as it does above a sub-heading."""
    chosen = _most_telling(lines, candidates, first)
    sentences = [index for index in range(chosen) if lines.forms[index] in _BODY]
    if _has_head(lines, first):
        sentences = [index for index in sentences if lines.forms[index] is Form.PROSE]
    return None if sentences else chosen


def _most_telling(lines: _Lines, candidates: Sequence[int], first: int) -> int:
    """The first label whose words come back in the article, else the last one as long as a headline, else the last."""
    full = [index for index in candidates if _is_full(lines, index)]
    article = _opening(lines, first)
    echoing = (index for index in full if _echo(lines, index, article) >= _ECHO)
    return next(echoing, (full or candidates)[-1])


def _below_banner(lines: _Lines, first: int) -> int | None:
    """A label that a date line or byline follows at once, a little below prose that is no part of the article."""
    depth = range(first + 1, min(first + 1 + 2 * _HEAD_DEPTH, len(lines) - 1))
    return next((index for index in depth if lines.forms[index] is Form.LABEL and lines.forms[index + 1] in _HEADS), None)


def _is_full(lines: _Lines, index: int) -> bool:
    return lines.words[index].count(" ") + 1 >= _FULL


def _letterhead(above: str, below: str) -> bool:
    """Whether the upper line is set in capitals and the lower is not: an office's name above its headline."""
    return above.isupper() and not below.isupper()


def _opening(lines: _Lines, first: int) -> frozenset[str]:
    """The words of weight at the start of the article, as `_echo` compares them."""
    return frozenset(word for line in lines.words[first : first + 3] for word in _stems(line))


def _echo(lines: _Lines, index: int, article: frozenset[str]) -> float:
    """The share of a line's words of weight that come back in `article`, compared by their stems' length."""
    own = [*_stems(lines.words[index])]
    return sum(word in article for word in own) / len(own) if own else 0.0


def _stems(line: str) -> Iterable[str]:
    return (word[:5].casefold() for word in _WORD.findall(line))


def _end(lines: _Lines, first: int, *, dressed: bool) -> int:
    """The first paragraph after the article: its footer, or the labels below its last sentence."""
    reach = [0, *accumulate(map(len, lines.words))]
    end = next((index for index in range(first + 1, len(lines)) if _is_footer(lines, reach, first, index)), len(lines))
    while dressed and end > first + 1 and _is_trailing(lines, end - 1):
        end -= 1
    return _before_teasers(lines, first, end) if dressed else end


def _is_footer(lines: _Lines, reach: Sequence[int], first: int, index: int) -> bool:
    """Whether the article is over at this line: comments follow, or a notice that little stands below.

    `reach` tells how many code points stand before each line, and in all.
    """
    if lines.forms[index] is not Form.END:
        return lines.forms[index] is Form.COMMENTS
    above = reach[index] - reach[first]
    below = reach[-1] - reach[index + 1]
    return below <= _FOOTER_SHARE * (above + below)


def _is_trailing(lines: _Lines, index: int) -> bool:
    """Whether a line below the last sentence is none of the article."""
    its = lines.forms[index]
    return its in _FURNITURE or (its is Form.LABEL and lines.words[index].count(" ") + 1 < _LONG)


def _before_teasers(lines: _Lines, first: int, end: int) -> int:
    """Without the teasers of other stories at the end: from a notice on, headings and sentences by turns."""
    for index in range(end - 1, first, -1):
        its, following = lines.forms[index], lines.forms[index + 1 : index + 2]
        if its in _BODY and lines.forms[index - 1] in _BODY:
            return end
        if its is Form.NOTICE and following == (Form.LABEL,):
            return index
    return end


def _is_body(lines: _Lines, frame: _Frame, index: int, first: int) -> bool:
    """Whether a paragraph other than the headline is article text; `first` is the first one below it that is a sentence."""
    its = lines.forms[index]
    if index < frame.start:
        return its is Form.PROSE
    if index >= frame.end or its in _FURNITURE:
        return its is Form.BANNER and index < frame.end
    if frame.dressed and its is Form.LABEL and not _is_full(lines, index):
        return first < index
    return True


def _date_line(lines: _Lines, frame: _Frame) -> DateLine | None:
    """What the date lines of head and footer say: publication before update, near the headline before farther off."""
    head = frame.headline or 0
    prose = [index for index in range(frame.start, frame.end) if lines.forms[index] is Form.PROSE]
    dated = [(index, read_date_line(lines.words[index])) for index, its in enumerate(lines.forms) if its in _HEADS]
    found = [
        (line.rank, -abs(index - head), line)
        for index, line in dated
        if line and line.day and _may_date(frame, prose, index, line)
    ]
    return max(found, key=lambda candidate: candidate[:2])[2] if found else None


def _may_date(frame: _Frame, prose: Sequence[int], index: int, line: DateLine) -> bool:
    """Whether a date line speaks of the whole text: at its head, or below it where it says so itself.

    `prose` tells where the article's paragraphs are.
    """
    return bisect_left(prose, index) <= 1 or (index >= frame.end and line.rank is Rank.PUBLISHED)


def _dateline(lines: _Lines, frame: _Frame) -> DateLine | None:
    """The date in a wire agency's dateline at the start of the article."""
    opening = next(
        (line for line, its in zip(lines.words[frame.start :], lines.forms[frame.start :], strict=True) if its in _BODY), ""
    )
    match = _DATELINE.match(opening[:130]) or _RELEASE_LINE.match(opening)
    day = date_in_dateline(match["opening"]) if match else None
    return DateLine(day, None, Rank.PLAIN) if day else None


def _author(lines: _Lines, frame: _Frame) -> str | None:
    """Whom a byline at the head or below the article names."""
    for index, its in enumerate(lines.forms):
        if its in _HEADS and not frame.start + 2 * _HEAD_DEPTH < index < frame.end:
            match = AUTHOR.search(lines.words[index])
            if match:
                return match["author"]
    return None


def _source(lines: _Lines, frame: _Frame) -> str | None:
    """The publisher, where a line of the page's own names it: beside the headline, or as the owner of the rights."""
    for index, line in enumerate(lines.words):
        near = abs(index - (frame.headline or 0)) <= _HEAD_DEPTH
        match = _SOURCE.match(line) if near else None
        if lines.forms[index] is Form.END:
            match = _OWNER.match(line)
        if match and match["owner"][0].isupper():
            return match["owner"].strip()
    return None
