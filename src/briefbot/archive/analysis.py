"""Analysing one document so that a fault in it costs that document its quotations, and nobody else anything."""

import logging
from dataclasses import dataclass

from briefbot.language.text import paragraphs
from briefbot.model import Analysis, Document, Kind, Passage, Sure
from briefbot.reading.analysis import Analysed
from briefbot.reading.page import Page
from briefbot.reading.passages import NOBODYS, analyse, passages
from briefbot.reading.quotes import TooMuchWorkError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was refused, or is kept as plain text: what a person knows it by, and why."""

    document: str
    error: str


def analysed(document: Document, page: Page | None = None, sure: Sure = Sure.NORMAL) -> Analysed:
    """The passages of a document; where its analysis raises, the sentences of its text without quotations, and why.

    Nothing is raised, whatever the analysis does: a document comes in, and is found by its words. `page` holds the parts of
    its text, None where they are not known yet; names are shown where analysis is as `sure` of them as asked for.
    """
    try:
        return Analysed(analyse(document, page, sure))
    except TooMuchWorkError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 (a fault of ours in one document must not keep out the others)
        _log.debug("The analysis of %s failed.", document.id, exc_info=True)
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return as_plain_text(document, reason)


def as_plain_text(document: Document, reason: str) -> Analysed:
    """The sentences of a document's text without quotations, which could not be found for this reason."""
    return Analysed(_plain(document), f"its quotations could not be found, and it is kept as plain text ({reason}).")


def _plain(document: Document) -> tuple[Passage, ...]:
    """The sentences of a document, nobody's; whole paragraphs where its page or its sentences cannot be told either."""
    try:
        return passages(document, Analysis((), ()))
    except Exception:  # noqa: BLE001 (the same fault may lie deeper)
        _log.debug("The sentences of %s could not be told.", document.id, exc_info=True)
    return tuple(Passage(span, Kind.REPORTED, NOBODYS) for span in paragraphs(document.text))
