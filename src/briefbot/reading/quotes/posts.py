"""Posts that a page shows in full: a paragraph that ends with its author's name, handle and day.

"Water has no owner. pic.example — Greta Holm (@gretaholm) June 29, 2016" is what networks give pages to embed.
"""

import re
from collections.abc import Iterator, Sequence

from briefbot.language.lexicon import Lexicon
from briefbot.model import Attribution, Span, SpeakerSource
from briefbot.reading.quotes.labels import person
from briefbot.reading.quotes.said import Said

_SIGNED = re.compile(
    r"\s+[—–-]+\s*(?P<name>[^\W\d_][^—–()@\n]{1,50}?)\s+\(@\w{1,30}\)\s+[^\W\d_]{3,9}\.? \d{1,2},? \d{4}(?:</[a-z]+>)?[.\s]*$"
)
_TAG = re.compile(r"<[a-z][^<>]*>\s*")
# What a page puts behind the words in capitals ("SIGN UP FOR MORE") is not the author's.
_SHOUTED = re.compile(r"(?<=[.!?])(?:\s+[A-Z]{2,}){3,}$")
_SIGNATURE_IS_RIGHT = 0.95


def posts(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> Iterator[Said]:
    """The words of each such paragraph, in the order of the text, under the name that the author goes by there."""
    if "(@" not in text:
        return
    for paragraph in paragraphs:
        signed = _SIGNED.search(text, paragraph.start, paragraph.end)
        if signed is None:
            continue
        tag = _TAG.match(text, paragraph.start, signed.start())
        start = tag.end() if tag else paragraph.start
        shouted = _SHOUTED.search(text, start, signed.start())
        words = Span(start, shouted.start() if shouted else signed.start())
        if words:
            name = " ".join(person(signed["name"].split(), lexicon)) or signed["name"]
            place = Span(*signed.span("name"))
            yield Said(words, SpeakerSource(Attribution.NAMED, name, place, None, _SIGNATURE_IS_RIGHT), opens=True)
