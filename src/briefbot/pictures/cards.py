"""Cards: a quotation with its speaker and its source as a picture, to be passed on."""

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefbot.dialogue.outgoing import Card

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# Points: as wide as chats show a picture whole; what is longer than the smallest letters let it be makes it higher, up to what
# Telegram takes (both sides together 10,000).
_WIDTH, _LEAST_HEIGHT, _HEIGHT, _MOST_HEIGHT = 1080, 566, 1350, 8_000
_MARGIN, _BAR = 80, 12
# Of the words' letters, largest first.
_SIZES = (64, 56, 48, 42, 36, 32, 28)
_LEADING = 1.4
_GAP = 44  # between the words and what stands below them
_PAPER, _INK, _GREY, _ACCENT = "#fbfaf6", "#1c1c1e", "#5f5f66", "#9a2b1f"
# Fonts that come with matplotlib: they have the letters of Europe's languages, Cyrillic and Greek among them.
_SERIF, _SANS, _BOLD = "DejaVuSerif.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is drawn: how far below the top it begins, in points."""

    top: int
    words: str
    font: "FreeTypeFont"
    colour: str


@functools.cache  # every quotation of a page asks
def can_draw() -> bool:
    """Whether cards can be drawn at all: matplotlib, with its fonts, and Pillow are there (the extra `pictures`)."""
    return find_spec("matplotlib") is not None and find_spec("PIL") is not None


def fits(card: Card) -> bool:
    """Whether this one can be drawn whole: its letters are in the fonts, run from left to right, and are not too many."""
    letters = {letter for part in (card.words, card.speaker, *card.source) for letter in part if not letter.isspace()}
    known = _letters(_SERIF) & _letters(_SANS) & _letters(_BOLD)
    if not all(ord(one) in known and unicodedata.bidirectional(one) not in ("R", "AL") for one in letters):
        return False
    return _laid_out(card)[1] <= _MOST_HEIGHT


def png(card: Card) -> bytes:
    """The picture of a card that fits; it takes some hundredths of a second."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (loaded with the first picture alone)

    rows, height = _laid_out(card)
    image = Image.new("RGB", (_WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, _BAR, height), fill=_ACCENT)
    for row in rows:
        draw.text((_MARGIN, row.top), row.words, font=row.font, fill=row.colour)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _laid_out(card: Card) -> tuple[list[_Row], int]:
    """The lines of a card, in the largest letters in which it is no higher than usual, and its height."""
    for size in _SIZES:
        rows = list(_rows(card, size))
        height = _below(rows[-1]) + _MARGIN
        if height <= _HEIGHT:
            break
    spare = max(0, _LEAST_HEIGHT - height) // 2
    return [_Row(row.top + spare, row.words, row.font, row.colour) for row in rows], max(height, _LEAST_HEIGHT)


def _rows(card: Card, size: int) -> Iterator[_Row]:
    top = _MARGIN
    below = ((card.speaker, _BOLD, 38, _INK), *((part, _SANS, 30, _GREY) for part in card.source))
    for words, name, points, colour in ((card.words, _SERIF, size, _INK), *below):
        font = _font(name, points)
        if name == _BOLD:
            top += _GAP
        for line in _wrapped(words, font):
            yield _Row(top, line, font, colour)
            top += round(points * _LEADING)


def _below(row: _Row) -> int:
    return row.top + round(row.font.size * _LEADING)


def _wrapped(words: str, font: "FreeTypeFont") -> Iterator[str]:
    """The lines of some words; a word that is longer than a line is parted where the line ends."""
    room = _WIDTH - 2 * _MARGIN
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if font.getlength(longer) <= room:
                line = longer
                continue
            if line:
                yield line
            *whole, line = _pieces(word, font, room)
            yield from whole
        if line:
            yield line


def _pieces(word: str, font: "FreeTypeFont", room: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if font.getlength(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@functools.cache
def _font(name: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 (as above)

    return ImageFont.truetype(_path(name), size)


@functools.cache
def _letters(name: str) -> frozenset[int]:
    """The code points that a font has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (as above)

    with TTFont(_path(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _path(name: str) -> Path:
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:  # whoever asks `can_draw` first never comes here
        raise ModuleNotFoundError("matplotlib")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / name
