"""Quotations to check, held by documents that were analysed."""

from collections.abc import Sequence

from briefbot.checking.claims import Claim
from briefbot.checking.quotations import Source
from briefbot.checking.verdict import verify
from briefbot.model import Document, Verification
from briefbot.reading.passages import analyse


def source(text: str, key: int = 1, **fields: object) -> Source:
    """A document of which every passage was found."""
    document = Document(f"d{key}", text, **fields)  # type: ignore[arg-type]  # the fields that a test sets
    passages = analyse(document)
    return Source(key, document, dict(enumerate(passages)), frozenset(range(len(passages))))


def verified(words: str, sources: Sequence[Source], by: str | None = None) -> Verification:
    """The verdict on words, said by one who is called so in full."""
    return verify(Claim(words, by), (by,) if by else (), sources, lambda name: name)
