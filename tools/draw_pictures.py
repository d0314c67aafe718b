"""Draw the README's pictures: what the program answers about the newsroom in examples/, in Telegram and in the console, as SVG.

    PYTHONPATH=tests python tools/draw_pictures.py [FOLDER]

The bot runs against the tests' Bot API server. The same answers give the same bytes, to which a test holds the pictures.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from botapi import BotApi, Sent
from botapi.deployment import Deployment
from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.chat.digests.following import Owner
from briefbot.digests.subscription import LOCAL
from briefbot.rendering.text import Style, lines

ROOT = Path(__file__).parents[1]
IN_TELEGRAM = "What did Ramanathan say about the crack?"
IN_CONSOLE = "/check “We cannot rule out a collapse until the pier has been looked at from the inside” by Ramanathan"
_COLUMNS, _ROW, _CELL = 72, 18, 7.8  # of the console: characters a line, points a line and a character
_WIDTH, _MARGIN = 400, 14  # of the chat, in points
_COLOURS = {
    Style.WORDS: 'fill="#ffffff" font-weight="bold"',
    Style.NAME: 'fill="#56c8d8"',
    Style.NUMBER: 'fill="#8a9aa5"',
    Style.PROVENANCE: 'fill="#8a9aa5"',
    Style.NOTICE: 'fill="#e6c35c"',
    Style.COMMAND: 'fill="#7fcf86"',
    Style.STRUCK: 'fill="#f08080"',
    Style.ADDED: 'fill="#7fcf86"',
}
_TYPED = 'fill="#c9d5dc"'
_FACES = {"b": 'font-weight="bold"', "i": 'font-style="italic"', "a": 'fill="#2678b6"', "blockquote": ""}
# How wide a letter is, in parts of the height, in the faces that people have (Helvetica, Arial, DejaVu: the widest of them).
_NARROW, _WIDE = "iljtfrI.,:;'|!()[]·‘’“” ", "mwMW—@%"

Piece = tuple[str, str]  # words, and how they look


@dataclass(frozen=True, slots=True)
class Letter:
    """A line of a message: its pieces, and whether it stands in a block of quotation."""

    pieces: tuple[Piece, ...]
    quoted: bool


def pictures(folder: Path) -> dict[str, str]:
    """The pictures' names and their SVG; `folder` is for the archive."""
    address = f"sqlite:///{folder}/briefbot.db"
    with Archive.open(address, folder, None) as archive, BotApi() as api:
        archive.ingest([str(ROOT / "examples" / "newsroom")], BytesIO())
        archive.refresh()
        console = _console(archive)
        with Deployment(folder, api, address).running():
            api.say(2, IN_TELEGRAM)
            (answer,) = api.answers(2, 1)
        return {"answer-telegram.svg": _chat(IN_TELEGRAM, answer), "answer-console.svg": console}


def _console(archive: Archive) -> str:
    talk = Conversation(archive, "picture", Owner(LOCAL))
    rows: list[list[Piece]] = [*_rows([(f"› {IN_CONSOLE}", _TYPED)], 2), []]
    for line in lines(talk.say(IN_CONSOLE, datetime.now(UTC))):
        rows += _rows([(text, _COLOURS.get(style, _TYPED)) for text, style in line.pieces], line.indent, line.indent)
    width, height = _COLUMNS * _CELL + 2 * _MARGIN, len(rows) * _ROW + 2 * _MARGIN
    drawn = (_text(_MARGIN, (row + 1) * _ROW + _MARGIN - 6, pieces, cell=_CELL) for row, pieces in enumerate(rows) if pieces)
    return _svg(width, height, "#1d2529", 'font-family="ui-monospace,Menlo,Consolas,monospace" font-size="13"', drawn)


def _rows(pieces: list[Piece], indent: int, first: int = 0) -> Iterator[list[Piece]]:
    """Pieces in lines of so many columns, broken between words; the lines after the first begin further in."""
    row, used = [(" " * first, "")] if first else [], first
    for text, look in pieces:
        for word in _words(text):
            if used + len(word.rstrip()) > _COLUMNS:
                yield row
                row, used = [(" " * indent, "")], indent
            row.append((word, look))
            used += len(word)
    yield row


def _words(text: str) -> list[str]:
    parts = text.replace("\n", " ").split(" ")
    return [word for word in (*(f"{part} " for part in parts[:-1]), parts[-1]) if word]


class _Reader(HTMLParser):
    """Telegram's HTML as lines of pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Letter] = []
        self._open: list[str] = []
        self._pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (what a link leads to)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.end()
        self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        for number, part in enumerate(data.split("\n")):
            if number and (self._pieces or not part or self.lines[-1].pieces):
                self.end()
            if part:
                self._pieces.append((part, " ".join(dict.fromkeys(filter(None, map(_FACES.__getitem__, self._open))))))

    def end(self) -> None:
        """Begin another line."""
        if self._pieces or not (self.lines and self.lines[-1].quoted):
            self.lines.append(Letter(tuple(self._pieces), "blockquote" in self._open))
        self._pieces = []


def _chat(question: str, answer: Sent) -> str:
    reader = _Reader()
    reader.feed(answer.html)
    reader.end()
    inner = _WIDTH - 4 * _MARGIN
    drawn, y = [], 2.0 * _MARGIN
    own = _broken([(question, "")], inner)
    width = min(inner, max(map(_wide, own))) + 2 * _MARGIN
    drawn.append(_box(_WIDTH - _MARGIN - width, _MARGIN, width, len(own) * _ROW + _MARGIN, "#e6fcd0"))
    for row in own:
        drawn.append(_text(_WIDTH - width, y + 6, row))
        y += _ROW
    y += 1.5 * _MARGIN
    top, body = y - _MARGIN, []
    for line in reader.lines:
        rows = _broken(list(line.pieces), inner - (_MARGIN if line.quoted else 0))
        if line.quoted:
            body.append(_box(2 * _MARGIN, y - 9, inner, len(rows) * _ROW + 6, "#e6f3eb", 4))
            body.append(_box(2 * _MARGIN, y - 9, 3, len(rows) * _ROW + 6, "#2f9a5d", 0))
        for row in rows:
            body.append(_text((3 if line.quoted else 2) * _MARGIN, y + 6, row))
            y += _ROW
        y += 8 if line.quoted else 0
        y -= 0 if rows else -_ROW / 2
    drawn += [_box(_MARGIN, top, _WIDTH - 2 * _MARGIN, y - top, "#ffffff"), *body]
    for labels in ([button["text"] for button in row] for row in answer.keyboard):
        each = (_WIDTH - 2 * _MARGIN + 6) / len(labels)
        for place, label in enumerate(labels):
            x = _MARGIN + place * each
            drawn.append(_box(x, y + 6, each - 6, 28, "#7f9aa8", 8))
            drawn.append(_text(x + (each - 6 - _wide([(label, "")])) / 2, y + 25, [(label, 'fill="#ffffff"')]))
        y += 34
    return _svg(_WIDTH, y + _MARGIN, "#d5e3ea", 'font-family="Helvetica,Arial,sans-serif" font-size="14"', drawn)


def _broken(pieces: list[Piece], most: float) -> list[list[Piece]]:
    """Pieces in lines of at most so many points, broken between words."""
    rows: list[list[Piece]] = []
    for text, look in pieces:
        for word in _words(text):
            if not rows or _wide([*rows[-1], (word.rstrip(), look)]) > most:
                rows.append([])
            rows[-1].append((word, look))
    return rows


def _wide(pieces: list[Piece]) -> float:
    parts = dict.fromkeys(_NARROW, 0.36) | dict.fromkeys(_WIDE, 0.9)
    return 14 * sum(parts.get(letter, 0.7 if letter.isupper() else 0.57) for text, _ in pieces for letter in text)


def _text(x: float, y: float, pieces: list[Piece], cell: float = 0.0) -> str:
    """A line of text at a place; with a `cell`, each character is as wide as that."""
    long = f' textLength="{sum(len(text) for text, _ in pieces) * cell:g}"' if cell else ""
    spans = "".join(f"<tspan {look}>{escape(text)}</tspan>" if look else escape(text) for text, look in _joined(pieces))
    return f'<text x="{x:g}" y="{y:g}" xml:space="preserve"{long}>{spans}</text>'


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for text, look in pieces:
        if joined and joined[-1][1] == look:
            joined[-1] = (joined[-1][0] + text, look)
        else:
            joined.append((text, look))
    return joined


def _box(x: float, y: float, width: float, height: float, colour: str, round_by: float = 12) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_by:g}" fill="{colour}"/>'


def _svg(width: float, height: float, colour: str, face: str, drawn: list[str] | Iterator[str]) -> str:
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {face}>'
    return "\n".join([head, _box(0, 0, width, height, colour), *drawn, "</svg>", ""])


def main() -> None:
    """Draw them."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    with tempfile.TemporaryDirectory() as name:
        for picture, drawn in pictures(Path(name)).items():
            (target / picture).write_text(drawn, encoding="utf-8")
            print(target / picture)


if __name__ == "__main__":
    main()
