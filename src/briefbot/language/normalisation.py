"""Normalisation: a stored text as it is read, entities decoded and invisible characters left out, with the way back.

Pages come with `&ldquo;` for a mark, with soft hyphens inside names, with a mark of byte order before the first word. The
stored text stays as it is, and what is shown is a slice of it; only what looks for words and names reads the normalised text.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefbot.model import Span

# What Unicode writes between letters without drawing it: soft hyphen, joiners, marks of direction, of byte order, of style.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\ufffc"
_INLINE = "p|br|b|i|u|em|strong|span|a|q|cite|small|sup|sub|font|blockquote|div|abbr|mark|time"
# UTF-8 that was read as Windows-1252 and stored again.
_MISREAD = {"œ": "“", "\x9d": "”", "": "”", "™": "’", "˜": "‘", "“": "–", "”": "—", "¦": "…"}
_UNREAD = re.compile(
    r"&(?:amp;)?(?:(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|(?:quot|nbsp|laquo|raquo)(?![\w;=]))"
    rf"|[{_INVISIBLE}]+|</?(?:{_INLINE})(?:\s[^<>\n]{{0,200}})?/?>|\u2011|(?<![ÃÂâ])[\x91-\x94]|â€[œ\x9d™˜“”¦]?"
)
# Without one of these there is nothing to decode or leave out: looking for them alone is ten times as fast.
_ANY = re.compile(rf"[&<{_INVISIBLE}\u2011\x91-\x94€]")
# What Windows wrote for marks, which a page's wrong label left as control characters; and what only marks without a tag read.
_SIGNS = {"\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\u2011": "-", "<q>": "“", "</q>": "”"}
# Scripts in which a joiner between letters is part of the spelling.
_JOINING = re.compile(r"[\u0600-\u07ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\U0001f000-\U0001faff]")


class Edit(NamedTuple):
    """What stands at `start`..`end` is read as `words`."""

    start: int
    end: int
    words: str


class Normalised:
    """A stored text with edits: `text` is what is read; `stored` and `here` lead to the stored text's places and back."""

    def __init__(self, original: str, edits: Iterable[Edit] = ()) -> None:
        """Apply `edits`, which are in order and apart, to `original`."""
        self.original = original
        self.edits = tuple(edits)
        pieces, position, length = [], 0, 0
        self._starts: list[int] = []  # of every edit: where its words begin and end in what is read
        self._ends: list[int] = []
        for edit in self.edits:
            pieces += [original[position : edit.start], edit.words]
            length += edit.start - position
            self._starts.append(length)
            length += len(edit.words)
            self._ends.append(length)
            position = edit.end
        pieces.append(original[position:])
        self.text = "".join(pieces) if self.edits else original

    def edited(self, edits: Iterable[Edit]) -> "Normalised":
        """The same with further edits, whose places are in `text`, in order and apart."""
        merged, held = [], iter([*zip(self.edits, self._starts, self._ends, strict=True)])
        waiting = next(held, None)
        for edit in edits:
            start, end, words = edit
            while waiting is not None and waiting[2] <= start:
                merged.append(waiting[0])
                waiting = next(held, None)
            place = self.stored(Span(start, end))
            while waiting is not None and waiting[1] < end:  # an edit of an edit: one edit of both
                words = self.text[waiting[1] : max(start, waiting[1])] + words + self.text[end : max(end, waiting[2])]
                waiting = next(held, None)
            merged.append(Edit(place.start, place.end, words))
        if not merged:
            return self
        while waiting is not None:
            merged.append(waiting[0])
            waiting = next(held, None)
        return Normalised(self.original, merged)

    def stored(self, span: Span) -> Span:
        """Where words of `text` stand in the stored text: whole characters of it, without invisible ones at the ends."""
        if not self.edits:
            return span
        start = self._first(span.start)
        return Span(start, max(start, self._last(span.end)))

    def here(self, span: Span) -> Span:
        """Where words of the stored text stand in `text`."""
        if not self.edits:
            return span
        return Span(self._moved(span.start), self._moved(span.end))

    def _first(self, at: int) -> int:
        """Where the character at `at` begins in the stored text."""
        i = bisect_right(self._ends, at)
        if i < len(self.edits) and self._starts[i] <= at < self._ends[i]:
            return self.edits[i].start
        return at if i == 0 else at - self._ends[i - 1] + self.edits[i - 1].end

    def _last(self, at: int) -> int:
        """Where the character before `at` ends in the stored text."""
        i = bisect_left(self._ends, at)
        if i < len(self.edits) and self._starts[i] < at <= self._ends[i]:
            return self.edits[i].end
        return at if i == 0 else at - self._ends[i - 1] + self.edits[i - 1].end

    def _moved(self, at: int) -> int:
        i = bisect_right(self.edits, at, key=lambda edit: edit.start) - 1
        if i < 0:
            return at
        edit = self.edits[i]
        return self._starts[i] if at == edit.start else self._ends[i] + max(0, at - edit.end)


def normalised(text: str) -> Normalised:
    """A text with its entities decoded, and without tags, invisible characters and what stands for either."""
    return Normalised(text, _edits(text))


def _edits(text: str) -> Iterator[Edit]:
    if _ANY.search(text) is None:
        return
    for match in _UNREAD.finditer(text):
        found, (start, end) = match[0], match.span()
        if found[0] == "&":
            words = html.unescape(html.unescape(found) if found.startswith("&amp;") else found)
            if words == found or not words.strip("\x00\r\n"):
                continue
        elif found[0] == "â":
            words = _MISREAD[found[2:]]
        elif found[0] == "<" or found in _SIGNS:
            words = _SIGNS.get(found.lower(), "")
        elif _JOINING.match(text, max(0, start - 1)):
            continue
        else:
            words = ""
        yield Edit(start, end, words)
