"""Where the marked words are: from a text's quotation marks to spans, in one pass over the marks.

A straight mark looks the same on both sides, and real pages mix styles, so a mark's duty is read from the characters beside it.
What does not pair up inside its paragraph is dropped there, and costs nothing elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbot.model import Span

# Each alternative begins with a character of its own, so that the search passes over all others quickly.
_MARK = re.compile(r"“[“”\"]{2,}|”[“”\"]{2,}|\"[“”\"]{2,}|'''+(?!\w)|“|”|„|‟|«|»|\"|''|``|’’|‘‘|,,(?=\w)")
_WORD = re.compile(r"\w")
_ATTRIBUTE = re.compile(r"(?<=[\w-])=(\"[^\"<>\n]*\")")
# Feet and inches, and an inch mark between a number and a noun, are no quotation marks.
_INCHES = re.compile(r"\d\s?['′’]\s?\d+(?:\.\d+)?\s?$|(?:^|[\s(])\d+(?:\.\d+)?-?$")
_LATER = 5  # paragraphs in which an open mark may still be closed
_LEFT_OPEN = frozenset(("“", '"', "''", "``"))  # of these, only behind whole sentences
_STOPS = frozenset(".!?…,:;")
# Who said it, on a line below the words, though the mark closes behind that.
_NAME_LINE = re.compile(
    r"(?:[—–-]+\s*)?(?:[^\W\d_a-z][\w.’'-]*(?: [a-z]+)?\s){1,5}[^\W\d_a-z][\w’'-]+(?:,\s[^.!?\n]{1,80})?\.?"
)
_BEHIND_SPEECH = re.compile(r"[,.!?…]?\s*(?:[—–-]|$)")
_OPENERS = frozenset("“„«")
_CLOSERS = frozenset("”»")
_GUILLEMETS = frozenset("«»")
# After these a mark opens, before them it closes.
_BEFORE_OPENING = frozenset("([{—–-/‘'=>…|*~•")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/’'<…|*[(")


class Marked(NamedTuple):
    """One paragraph's piece of marked words, without and with its marks; pieces of one quotation share a `group`.

    `spoken` tells words that no marks but a dash sets off.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    group: int
    spoken: bool = False


class _Pair(NamedTuple):
    """Two marks: where each begins and ends; both ends are the paragraph's where the closing one is missing."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool


def marked_words(text: str, paragraphs: Sequence[Span]) -> list[Marked]:
    """The outermost marked words of every paragraph, in order; what is nested in them is theirs.

    A paragraph whose quotation is not closed, before one that opens with a mark, holds a piece of one quotation; so does one
    whose mark closes in a later paragraph, and what lies between.
    """
    found: list[Marked] = []
    group = 0
    pending = False  # the paragraph before ended inside a quotation
    closing = Span(0, 0)  # the mark that closes what an earlier paragraph opened
    for i, paragraph in enumerate(paragraphs):
        rest = paragraph
        if closing.end > paragraph.start:
            end = min(closing.start, paragraph.end)
            rest = Span(min(closing.end, paragraph.end), paragraph.end)
            found.extend(_piece(text, _Pair(paragraph.start, paragraph.start, end, rest.start, closed=True), group))
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        reopened = following is not None and _opens_with_mark(text, following)
        inside = _pairs(text, rest)
        far = None if reopened or not rest else _closed_later(text, rest, inside[1], paragraphs, i + 1)
        pairs, unclosed = _outermost(text, rest, inside, keep_unclosed=reopened or far is not None)
        for n, pair in enumerate(pairs):
            continues = pending and n == 0 and pair.start == paragraph.start
            group += not continues
            found.extend(_piece(text, pair, group))
        pending = unclosed and reopened
        closing = far or closing
    return found


def _piece(text: str, pair: _Pair, group: int) -> Iterator[Marked]:
    start, end = _trimmed(text, pair.inner_start, pair.inner_end)
    if start < end:
        yield Marked(start, end, pair.start, pair.end, group)


def _closed_later(
    text: str, paragraph: Span, opened: Sequence[tuple[int, int, str]], paragraphs: Sequence[Span], n: int
) -> Span | None:
    """The mark in one of the paragraphs from number `n` on that closes what stays open in this one; None where nothing does."""
    start, end = paragraph.start, paragraph.end
    if not opened and text.find("«", start, end) < 0:
        return None
    turned = -1 < text.find("»", start, end) < text.find("«", start, end)  # as in German
    if not turned and text.rfind("«", start, end) > text.rfind("»", start, end):
        return _guillemet_later(text, paragraphs[n : n + _LATER])
    if not opened or opened[0][2] not in _LEFT_OPEN or text[end - 1] not in _STOPS:
        return None
    for later in paragraphs[n : n + _LATER]:
        mark = _first_outside(text, later) if opened[0][2] == "“" else _MARK.search(text, later.start, later.end)
        if mark is not None:
            signed = _NAME_LINE.fullmatch(text, later.start, mark.start()) is not None
            plain = not signed and mark[0] not in _OPENERS and not _opens(text, later, mark[0], *mark.span())
            stopped = mark.start() > later.start + 1 and (text[mark.start() - 1] in _STOPS or text[mark.start() - 1].isalnum())
            return (
                Span(*mark.span()) if plain and stopped and _closes(text, later, opened[0][2], mark[0], *mark.span()) else None
            )
        if text[later.end - 1] not in _STOPS:
            return None
    return None


def _first_outside(text: str, paragraph: Span) -> re.Match[str] | None:
    """The first mark of a paragraph that is no pair of curly marks within a sentence: what those hold is quoted inside."""
    depth = 0
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if mark[0] == "“" and mark.start() > paragraph.start:
            depth += 1
        elif mark[0] == "”" and depth:
            depth -= 1
        else:
            return mark
    return None


def _guillemet_later(text: str, following: Sequence[Span]) -> Span | None:
    """The guillemet in one of the following paragraphs that closes, before any that opens."""
    for later in following:
        closing = text.find("»", later.start, later.end)
        opening = text.find("«", later.start, later.end)
        if closing >= 0 or opening >= 0:
            return Span(closing, closing + 1) if closing >= 0 and (opening < 0 or closing < opening) else None
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; empty where it holds no letter or digit."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if _WORD.search(text, start, end) else (start, start)


def _opens_with_mark(text: str, paragraph: Span) -> bool:
    first = _MARK.match(text, paragraph.start, paragraph.end)
    return first is not None and first.end() < paragraph.end and not text[first.end()].isspace() and first[0] not in _CLOSERS


def _outermost(
    text: str, paragraph: Span, inside: tuple[list[_Pair], list[tuple[int, int, str]]], *, keep_unclosed: bool
) -> tuple[list[_Pair], bool]:
    """The pairs that lie in no other, and whether the paragraph ends inside a quotation that the next one carries on."""
    pairs, opened = inside
    unclosed = bool(opened) and keep_unclosed
    forgotten = bool(opened) and opened[0][0] == paragraph.start and not pairs  # the closing mark is missing
    if opened and not unclosed and pairs:
        inner = pairs[-1] if opened[0][2] in _GUILLEMETS else pairs[0]
        if _closes_two(text, paragraph, opened[0], inner):
            pairs.append(_Pair(*opened[0][:2], inner.inner_end, inner.end, closed=True))
    if unclosed or forgotten:
        start, inner_start, _ = opened[0]
        pairs.append(_Pair(start, inner_start, paragraph.end, paragraph.end, closed=False))
    pairs.sort(key=lambda pair: (pair.start, -pair.end))
    return list(_not_nested(pairs)), unclosed


def _closes_two(text: str, paragraph: Span, opening: tuple[int, int, str], inner: _Pair) -> bool:
    """Whether a pair's closing mark closes what `opening` began as well: "«Он снимал „Зиму“" with one kind of marks.

    Straight marks do so where a word stands right before the inner ones: behind a comma others are quoted.
    """
    start, _, mark = opening
    if start != paragraph.start or mark not in ("«", '"') or text[inner.start] != mark:
        return False
    if mark == '"' and not text[start + 1 : inner.start].rstrip()[-1:].isalpha():
        return False
    return _BEHIND_SPEECH.match(text, inner.end, paragraph.end) is not None


def _not_nested(pairs: list[_Pair]) -> Iterator[_Pair]:
    reach = -1
    for pair in pairs:
        if pair.start >= reach:
            yield pair
            reach = pair.end


def _pairs(text: str, paragraph: Span) -> tuple[list[_Pair], list[tuple[int, int, str]]]:
    """All pairs of marks in a paragraph, and the opening marks (start, end, mark) that nothing closed."""
    pairs: list[_Pair] = []
    opened: list[tuple[int, int, str]] = []
    markup = _in_markup(text, paragraph)
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        mark = match[0]
        if (len(mark) > 2 and mark[0] != "'") or start in markup:
            continue  # a run of marks quotes nothing
        if opened and _closes(text, paragraph, opened[-1][2], mark, start, end):
            outer, inner, _ = opened.pop()
            pairs.append(_Pair(outer, inner, start, end, closed=True))
        elif _opens(text, paragraph, mark, start, end):
            opened.append((start, end, mark))
    return pairs, opened


def _in_markup(text: str, paragraph: Span) -> set[int]:
    """Where marks stand around the values of attributes in markup that was left in the text: `id="12"`."""
    if text.find('="', paragraph.start, paragraph.end) < 0:
        return set()
    values = (match.span(1) for match in _ATTRIBUTE.finditer(text, paragraph.start, paragraph.end))
    return {at for start, end in values for at in (start, end - 1)}


def _closes(text: str, paragraph: Span, opening: str, mark: str, start: int, end: int) -> bool:
    """Whether `mark` ends what `opening` began."""
    if (opening in _GUILLEMETS) != (mark in _GUILLEMETS):
        return False
    if mark in _GUILLEMETS:
        return mark != opening
    if opening == "„" and mark in "“”":
        return True
    space_before = start == paragraph.start or text[start - 1].isspace()
    space_after = end == paragraph.end or text[end].isspace()
    if mark in _CLOSERS:
        return True
    if mark in _OPENERS or mark == "``":
        return not space_before and (space_after or text[end] in _AFTER_CLOSING)
    if mark == '"' and _is_inch(text, paragraph, start):
        return False
    if space_before:
        return space_after
    return space_after or text[end] in _AFTER_CLOSING or text[start - 1] not in _BEFORE_OPENING


def _opens(text: str, paragraph: Span, mark: str, start: int, end: int) -> bool:
    """Whether `mark` can begin marked words."""
    if mark in _GUILLEMETS:  # French puts spaces inside, German turns them round
        return end < paragraph.end
    space_before = start == paragraph.start or text[start - 1].isspace()
    if end == paragraph.end or text[end].isspace():
        return mark == "“" and space_before and end + 1 < paragraph.end  # a slip of the keys, but it looks one way only
    if mark in _OPENERS or mark in ("``", ",,"):
        return True
    if mark == '"' and start > paragraph.start and text[start - 1].isdigit():
        return False
    return space_before or text[start - 1] in _BEFORE_OPENING or (mark not in _CLOSERS and text[end] not in _AFTER_CLOSING)


def _is_inch(text: str, paragraph: Span, start: int) -> bool:
    return (
        start > paragraph.start
        and text[start - 1].isdigit()
        and _INCHES.search(text, max(paragraph.start, start - 8), start) is not None
    )
