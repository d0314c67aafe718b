"""Invented articles whose quotations tell by a word of their own which they are, and what can be followed in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource

PEOPLE = ("Agnes Holm", "Bruno Castell", "Chandra Weiss", "Dorota Lind", "Emeka Stone", "Farida Quill", "Gustav Perron")
TOPICS = ("bridge", "river", "school", "tram", "harvest", "hospital", "ferry", "library", "stadium", "airport")
PAPERS = ("Harbour Post", "Elmside Courier", "Valley Wire")
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu")


def mark(number: int) -> str:
    """The word that only the quotation of this number has."""
    return "qu" + "".join(_SYLLABLES[int(digit)] for digit in f"{number:05}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody says: `statement` is the same for quotations that share all words but their mark."""

    number: int
    statement: int
    speaker: str
    topic: str
    length: int = 1

    @property
    def words(self) -> str:
        """Ten of them or, of longer ones, eight more for each; all but the first are the statement's."""
        endings = (
            f"{_SYLLABLES[more]}{end}"
            for more in range(self.length)
            for end in ("an", "el", "ix", "or", "um", "ys", "ta", "ro")
        )
        own = " ".join(f"{mark(self.statement)[2:]}{ending}" for ending in endings)
        return f"{mark(self.number)} {self.topic} {own}"


def written(name: str, paper: str, published_at: datetime | None, quotations: Sequence[Quotation]) -> Document:
    """An article with these quotations."""
    text = "\n\n".join(f'"{one.words}," {one.speaker} said.' for one in quotations)
    published = published_at.date() if published_at else None
    return Document(name, text, source=paper, published=published, published_at=published_at, language="en")


def cut(document: Document) -> list[Passage]:
    """Its quotations as passages, cut by its paragraphs."""
    return list(_cut(document.text))


def _cut(text: str) -> Iterator[Passage]:
    start = 0
    for paragraph in text.split("\n\n"):
        words, _, rest = paragraph[1:].partition('," ')
        speaker = rest.removesuffix(" said.")
        at = start + 1 + len(words) + 3
        source = SpeakerSource(Attribution.NAMED, speaker, Span(at, at + len(speaker)), None, 1.0)
        yield Passage(Span(start + 1, start + 1 + len(words)), Kind.DIRECT, source)
        start += len(paragraph) + 2
