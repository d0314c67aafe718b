"""The inline marks of the gate's articles: parsed into the plain text and what is annotated in it. README.md explains them.

Offsets are Unicode code points into the plain text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefbot.model import Kind, Span

from .names import Person

_TOKEN = re.compile(r"\{(?:@(?P<mention>\d+)=(?P<keys>[\w?+]+)\||(?P<sign>[~+:=]?)(?P<number>\d+) |(?P<bare>[-#]) )|[{}]")


class MarkupError(ValueError):
    """The marks of an article contradict each other or the rules."""


@dataclass(frozen=True, slots=True)
class GoldSource:
    """Whose words: where the article says so, and who that is; no `speakers` where it names nobody.

    Several speakers spoke together: each of their names is right.
    """

    mentions: tuple[Span, ...]
    speakers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Quoted words without their marks; the paragraphs of one quotation share a `group`."""

    span: Span
    kind: Kind
    source: GoldSource
    group: int


@dataclass(frozen=True, slots=True)
class GoldWords:
    """Words without marks whose source the article gives: a reported sentence, or a turn of a transcript."""

    span: Span
    source: GoldSource


@dataclass(frozen=True, slots=True)
class Annotation:
    """A plain text and all that is annotated in it, each kind in the order of the text.

    `nobody` are marked words that nobody says; `no_marks` characters that only look like quotation marks.
    """

    text: str
    quotes: tuple[GoldQuote, ...]
    reported: tuple[GoldWords, ...]
    turns: tuple[GoldWords, ...]
    nobody: tuple[Span, ...]
    no_marks: tuple[Span, ...]


@dataclass(slots=True)
class _Marks:
    """What the braces say, before numbers are joined to sources."""

    mentions: dict[int, list[Span]] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    spans: list[tuple[str, int, Span]] = field(default_factory=list)

    def add(self, token: re.Match[str], span: Span) -> None:
        """Take in one closed pair of braces."""
        if not span:
            raise MarkupError(f"nothing is marked by {token[0]!r}")
        if token["mention"]:
            self._add_mention(int(token["mention"]), token["keys"], span)
        else:
            self.spans.append((token["bare"] or token["sign"], int(token["number"] or 0), span))

    def _add_mention(self, number: int, keys: str, span: Span) -> None:
        if self.keys.setdefault(number, keys) != keys:
            raise MarkupError(f"the mentions with number {number} point at different people")
        self.mentions.setdefault(number, []).append(span)

    def source(self, number: int, people: Mapping[str, Person]) -> GoldSource:
        """The source with this number."""
        if number not in self.keys:
            raise MarkupError(f"words with number {number} have no mention")
        keys = self.keys[number].split("+")
        if unknown := [key for key in keys if key != "?" and key not in people]:
            raise MarkupError(f"the header names no {unknown[0]!r}")
        return GoldSource(tuple(sorted(self.mentions[number])), tuple(people[key] for key in keys if key != "?"))


def parse(marked: str, people: Mapping[str, Person]) -> Annotation:
    """The plain text and its annotation; MarkupError where the marks make no sense. `people` are the header's, by key."""
    text, marks = _strip(marked)
    marks.spans.sort(key=lambda mark: mark[2])
    used = {number for sign, number, _ in marks.spans if sign not in ("-", "#")}
    if idle := marks.keys.keys() - used:
        raise MarkupError(f"the mention with number {min(idle)} belongs to no words")
    return Annotation(
        text=text,
        quotes=_quotes(marks, people),
        reported=_words(":", marks, people),
        turns=_words("=", marks, people),
        nobody=tuple(span for sign, _, span in marks.spans if sign == "-"),
        no_marks=tuple(span for sign, _, span in marks.spans if sign == "#"),
    )


def _strip(marked: str) -> tuple[str, _Marks]:
    """The text without its marks, and the marks with offsets into it."""
    marks, pieces, opened = _Marks(), list[str](), list[tuple[re.Match[str], int]]()
    length = end = 0
    for token in _TOKEN.finditer(marked):
        pieces.append(marked[end : token.start()])
        length, end = length + len(pieces[-1]), token.end()
        if token[0] == "{" or (token[0] == "}" and not opened):
            raise MarkupError(f"a stray brace in line {marked.count(chr(10), 0, end) + 1}: {marked[token.start() :][:30]!r}")
        if token[0] == "}":
            opener, start = opened.pop()
            marks.add(opener, Span(start, length))
        else:
            opened.append((token, length))
    if opened:
        raise MarkupError(f"{opened[-1][0][0]!r} is never closed")
    return "".join([*pieces, marked[end:]]), marks


def _quotes(marks: _Marks, people: Mapping[str, Person]) -> tuple[GoldQuote, ...]:
    quotes: list[GoldQuote] = []
    for sign, number, span in marks.spans:
        if sign not in ("", "~", "+"):
            continue
        if sign == "+" and not quotes:
            raise MarkupError(f"quotation {number} goes on before it has begun")
        group = quotes[-1].group if sign == "+" else len(quotes)
        kind = Kind.MIXED if sign == "~" else Kind.DIRECT
        quotes.append(GoldQuote(span, kind, marks.source(number, people), group))
    return tuple(quotes)


def _words(wanted: str, marks: _Marks, people: Mapping[str, Person]) -> tuple[GoldWords, ...]:
    return tuple(GoldWords(span, marks.source(number, people)) for sign, number, span in marks.spans if sign == wanted)
